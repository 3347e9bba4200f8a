package leadhub.tasks;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.pages.LeadScreen;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks on a lead's page. */
@Component
class TaskPages implements PageRoutes.Provider {
    private final LeadTasks tasks;
    private final TaskUndos undos;
    private final OwnTaskPages own;
    private final TaskSection section;
    private final LeadScreen.Reader screens;

    TaskPages(LeadTasks tasks, TaskUndos undos, OwnTaskPages own, TaskSection section, LeadScreen.Reader screens) {
        this.tasks = tasks;
        this.undos = undos;
        this.own = own;
        this.section = section;
        this.screens = screens;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post("/leads/{id}/tasks", Role.AGENT, this::add)
                .post("/leads/{id}/tasks/{task}", Role.AGENT, this::change)
                .post("/leads/{id}/tasks/{task}/done", Role.AGENT, this::finish)
                .post("/leads/{id}/tasks/{task}/open", Role.AGENT, this::reopen)
                .post("/leads/{id}/tasks/{task}/delete", Role.AGENT, this::delete)
                .post("/leads/{id}/undo/task/{undo}", Role.AGENT, this::undo);
    }

    private Reply add(Visit visit) {
        var asked = asked(visit);
        visit.form().require("title");
        var wanted = new NewTask(
                asked.title().over(""),
                asked.dueOn().over(null),
                asked.assignedUserId().over(null));
        var undo = new AtomicLong();
        var mistake = FormErrors.of(
                TaskList.NEW, visit.form(), () -> undo.set(undos.add(visit.caller(), visit.id(0), wanted)));
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

    /** Back to where the checkbox was: the visitor's own tasks, or the lead. */
    private Reply checked(Visit visit) {
        if (!visit.asked("from").equals(java.util.Optional.of("mine"))) {
            return screens.reply(visit, section, FormErrors.NONE);
        }
        return visit.isPart() ? own.list(visit) : Reply.redirect("/tasks");
    }
}
