package leadhub.tasks;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.Leads;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.pages.LeadScreen;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks on a lead's page, and everything that the visitor has to do. */
@Component
class TaskPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;

    private final LeadTasks tasks;
    private final TaskUndos undos;
    private final Leads leads;
    private final LeadLists lists;
    private final TaskSection section;
    private final LeadScreen.Reader screens;

    // Six, for tasks are listed, changed and shown on a lead's page.
    TaskPages(
            LeadTasks tasks,
            TaskUndos undos,
            Leads leads,
            LeadLists lists,
            TaskSection section,
            LeadScreen.Reader screens) {
        this.undos = undos;
        this.tasks = tasks;
        this.leads = leads;
        this.lists = lists;
        this.section = section;
        this.screens = screens;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/tasks", Role.READ_ONLY, this::mine)
                .inMenu(40, "checkbox", "nav.tasks")
                .post("/leads/{id}/tasks", Role.AGENT, this::add)
                .post("/leads/{id}/tasks/{task}", Role.AGENT, this::change)
                .post("/leads/{id}/tasks/{task}/done", Role.AGENT, this::finish)
                .post("/leads/{id}/tasks/{task}/open", Role.AGENT, this::reopen)
                .post("/leads/{id}/tasks/{task}/delete", Role.AGENT, this::delete)
                .post("/leads/{id}/undo/task/{undo}", Role.AGENT, this::undo);
    }

    private Reply mine(Visit visit) {
        return Reply.page(visit.isPart() ? "tasks/mine-rows.jte" : "tasks/mine.jte", myTasks(visit));
    }

    private MyTasks myTasks(Visit visit) {
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Long::parseLong)
                .orElse(1L);
        var found = tasks.mine(visit.caller(), new Slice((number - 1) * PER_PAGE, PER_PAGE + 1));
        var open = found.stream().limit(PER_PAGE).toList();
        var today = section.today(visit);
        var midnight = today.atStartOfDay(visit.page().zone()).toInstant();
        var done = number == 1 ? tasks.mineDone(visit.caller(), midnight, PER_PAGE) : List.<LeadTask>of();
        var ids = Stream.concat(open.stream(), done.stream())
                .map(LeadTask::leadId)
                .distinct()
                .toList();
        return new MyTasks(open, done, lists.previews(visit.caller(), ids), today, number, found.size() <= PER_PAGE);
    }

    private Reply add(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var asked = asked(visit);
        visit.form().require("title");
        var wanted = new NewTask(
                asked.title().over(""),
                asked.dueOn().over(null),
                asked.assignedUserId().over(null));
        var undo = new AtomicLong();
        var mistake =
                FormErrors.of(TaskList.NEW, visit.form(), () -> undo.set(undos.add(visit.caller(), lead.id(), wanted)));
        var reply = screens.reply(visit, section, mistake);
        return mistake.isNone() ? undoable(visit, reply, undo.get(), "tasks.added", wanted.title()) : reply;
    }

    private Reply change(Visit visit) {
        var task = tasks.get(visit.caller(), visit.id(0), visit.id(1));
        var asked = asked(visit);
        var undo = new AtomicLong();
        var mistake = FormErrors.of(
                TaskList.form(task),
                visit.form(),
                () -> undo.set(changed(visit, () -> tasks.change(visit.caller(), task.leadId(), task.id(), asked))));
        var reply = screens.reply(visit, section, mistake);
        return mistake.isNone() ? undoable(visit, reply, undo.get(), "tasks.changed", task.title()) : reply;
    }

    private static TaskChange asked(Visit visit) {
        var form = visit.form();
        Change<@Nullable LocalDate> dueOn = form.text("due_on", 10, TaskPages::isDay, Refusal.of("date"))
                .map(text -> text == null ? null : LocalDate.parse(text));
        return new TaskChange(
                form.solidText("title", LeadTask.MOST_CHARACTERS), dueOn, form.integer("assigned_user_id"));
    }

    private static boolean isDay(String text) {
        try {
            return text.matches("[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
                    && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private long changed(Visit visit, Supplier<LeadTask> verb) {
        return undos.change(visit.caller(), visit.id(0), visit.id(1), verb);
    }

    private static Reply undoable(Visit visit, Reply reply, long undo, String message, String title) {
        return reply.sayingWithUndo("/leads/" + visit.id(0) + "/undo/task/" + undo, message, title);
    }

    private Reply finish(Visit visit) {
        var caller = visit.caller();
        var title = tasks.get(caller, visit.id(0), visit.id(1)).title();
        var undo = changed(visit, () -> tasks.finish(caller, visit.id(0), visit.id(1)));
        return undoable(visit, checked(visit), undo, "tasks.finished", title);
    }

    private Reply reopen(Visit visit) {
        var caller = visit.caller();
        var title = tasks.get(caller, visit.id(0), visit.id(1)).title();
        var undo = changed(visit, () -> tasks.reopen(caller, visit.id(0), visit.id(1)));
        return undoable(visit, checked(visit), undo, "tasks.reopened", title);
    }

    private Reply delete(Visit visit) {
        var task = tasks.get(visit.caller(), visit.id(0), visit.id(1));
        var undo = undos.delete(visit.caller(), task.leadId(), task.id());
        var reply = screens.reply(visit, section, FormErrors.NONE);
        return undoable(visit, reply, undo, "tasks.deleted", task.title());
    }

    private Reply undo(Visit visit) {
        undos.undo(visit.caller(), visit.id(0), visit.id(1));
        return Reply.refresh("/leads/" + visit.id(0)).saying("undone");
    }

    /** Back to where it was checked: one's own tasks, or the lead. */
    private Reply checked(Visit visit) {
        if (!visit.asked("from").equals(java.util.Optional.of("mine"))) {
            return screens.reply(visit, section, FormErrors.NONE);
        }
        return visit.isPart() ? Reply.page("tasks/mine-rows.jte", myTasks(visit)) : Reply.redirect("/tasks");
    }
}
