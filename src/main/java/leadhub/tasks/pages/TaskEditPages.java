package leadhub.tasks.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.Leads;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.leads.texts.LeadSearch;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.tasks.LeadTask;
import leadhub.tasks.LeadTasks;
import leadhub.tasks.TaskUndos;
import org.springframework.stereotype.Component;

/** The form of a task where its lead isn't: for a new one of whichever lead, and for one in a list. */
@Component
class TaskEditPages implements PageRoutes.Provider {
    private static final String ALL = "/tasks";
    private static final int MOST_FOUND = 8;

    private final LeadTasks tasks;
    private final TaskUndos undos;
    private final TaskSection section;
    private final OwnTaskPages own;
    private final Leads leads;
    private final LeadLists lists;
    private final LeadChoices.Reader choices;

    // Seven: a task, the lead that is found for it, and the page that shows it.
    TaskEditPages(
            LeadTasks tasks,
            TaskUndos undos,
            TaskSection section,
            OwnTaskPages own,
            Leads leads,
            LeadLists lists,
            LeadChoices.Reader choices) {
        this.tasks = tasks;
        this.undos = undos;
        this.section = section;
        this.own = own;
        this.leads = leads;
        this.lists = lists;
        this.choices = choices;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL + "/new", Role.AGENT, this::blank)
                .inPalette(42, "plus", "tasks.new")
                .post(ALL, Role.AGENT, this::add)
                .getPart(ALL + "/leads", Role.AGENT, this::find)
                .get("/leads/{id}/tasks/{task}/edit", Role.AGENT, this::edit);
    }

    private Reply blank(Visit visit) {
        var lead = visit.asked("lead").flatMap(text -> lead(visit, text));
        return Reply.page(template(visit), fresh(visit, lead, FormErrors.NONE));
    }

    private static String template(Visit visit) {
        return visit.isPart() ? "tasks/dialog.jte" : "tasks/edit.jte";
    }

    private TaskEdit fresh(Visit visit, Optional<Lead> lead, FormErrors mistake) {
        var all = choices.read(visit.caller());
        var workers = lead.map(one -> section.workers(visit, all, one)).orElse(all.users());
        var fields = new TaskFields(TaskList.NEW, null, workers, null, section.days(visit), mistake);
        return new TaskEdit(fields, lead.orElse(null), ALL, from(visit));
    }

    private Optional<Lead> lead(Visit visit, String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(leads.get(visit.caller(), Long.parseLong(id)));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Reply add(Visit visit) {
        var lead = lead(visit, visit.field("lead_id"));
        var wanted = TaskForm.newTask(visit);
        if (lead.isEmpty()) {
            visit.form().reject("lead_id", Refusal.of("required"));
        }
        var undo = new AtomicReference<>("");
        var mistake = FormErrors.of(TaskList.NEW, visit.form(), () -> {
            var leadId = lead.orElseThrow().id();
            undo.set("/leads/" + leadId + "/undo/task/" + undos.add(visit.caller(), leadId, wanted));
        });
        if (!mistake.isNone()) {
            return refused(visit, fresh(visit, lead, mistake));
        }
        var reply = visit.isPart() ? own.part(visit) : Reply.redirect(own.path(visit));
        return reply.sayingWithUndo(undo.get(), "tasks.added", wanted.title());
    }

    private Reply find(Visit visit) {
        var text = visit.asked("search").map(String::strip).orElse("");
        return Reply.page("tasks/leads.jte", text.isEmpty() ? List.of() : found(visit, text));
    }

    private List<Lead> found(Visit visit, String text) {
        var filter = LeadFilter.ofSearch(new LeadSearch(LeadSearch.Where.NAME_EMAIL_PHONE, text));
        var list = new LeadList(filter, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(0, MOST_FOUND));
        return lists.previews(visit.caller(), list, Set.of()).items();
    }

    private Reply edit(Visit visit) {
        var task = tasks.get(visit.caller(), visit.id(0), visit.id(1));
        return Reply.page(template(visit), edit(visit, task, FormErrors.NONE));
    }

    private TaskEdit edit(Visit visit, LeadTask task, FormErrors mistake) {
        var lead = leads.get(visit.caller(), task.leadId());
        var all = choices.read(visit.caller());
        var list = new TaskList(
                lead, List.of(), List.of(), all, section.workers(visit, all, lead), section.days(visit), mistake);
        var path = "/leads/" + lead.id() + "/tasks/" + task.id();
        return new TaskEdit(list.fields(visit.page(), task), lead, path, from(visit));
    }

    /** The form again, in its dialog. */
    Reply refused(Visit visit, LeadTask task, FormErrors mistake) {
        return refused(visit, edit(visit, task, mistake));
    }

    private static Reply refused(Visit visit, TaskEdit edit) {
        var reply = Reply.refused(template(visit), edit);
        return visit.isPart() ? reply.with("HX-Retarget", "#task-dialog").with("HX-Reswap", "innerHTML") : reply;
    }

    /** The page of tasks that one comes from, as it is asked for again. */
    private static String from(Visit visit) {
        var query = new StringBuilder("?from=mine");
        for (var name : List.of("of", "kind", "page")) {
            visit.asked(name)
                    .filter(text -> text.matches("[a-z0-9]{1,18}"))
                    .ifPresent(
                            text -> query.append('&').append(name).append('=').append(text));
        }
        return query.toString();
    }
}
