package leadhub.tasks.pages;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.leads.pages.LeadScreen;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.tasks.LeadTask;
import leadhub.tasks.LeadTasks;
import leadhub.tasks.TaskUndos;
import org.springframework.stereotype.Component;

/** The tasks on a lead's page. */
@Component
class TaskPages implements PageRoutes.Provider {
    private final LeadTasks tasks;
    private final TaskUndos undos;
    private final List<TaskPlace> places;
    private final TaskEditPages edits;
    private final TaskSection section;
    private final LeadScreen.Reader screens;
    private final Clock clock;

    // Seven: what is done to tasks, and where that is shown.
    TaskPages(
            LeadTasks tasks,
            TaskUndos undos,
            List<TaskPlace> places,
            TaskEditPages edits,
            TaskSection section,
            LeadScreen.Reader screens,
            Clock clock) {
        this.tasks = tasks;
        this.undos = undos;
        this.places = places;
        this.edits = edits;
        this.section = section;
        this.screens = screens;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post("/leads/{id}/tasks", Role.AGENT, this::add)
                .post("/leads/{id}/tasks/{task}", Role.AGENT, this::change)
                .post("/leads/{id}/tasks/{task}/snooze", Role.AGENT, this::snooze)
                .post("/leads/{id}/tasks/{task}/done", Role.AGENT, this::finish)
                .post("/leads/{id}/tasks/{task}/open", Role.AGENT, this::reopen)
                .post("/leads/{id}/tasks/{task}/delete", Role.AGENT, this::delete)
                .post("/leads/{id}/undo/task/{undo}", Role.AGENT, this::undo);
    }

    private Reply add(Visit visit) {
        var wanted = TaskForm.newTask(visit);
        var undo = new AtomicLong();
        var mistake = FormErrors.of(
                TaskList.NEW, visit.form(), () -> undo.set(undos.add(visit.caller(), visit.id(0), wanted)));
        var reply = screens.reply(visit, section, mistake);
        return mistake.isNone() ? undoable(visit, reply, undo.get(), "tasks.added", wanted.title()) : reply;
    }

    private Reply change(Visit visit) {
        var task = tasks.get(visit.caller(), visit.id(0), visit.id(1));
        var asked = TaskForm.read(visit);
        var undo = new AtomicLong();
        var mistake = FormErrors.of(
                TaskList.form(task),
                visit.form(),
                () -> undo.set(changed(visit, () -> tasks.change(visit.caller(), task.leadId(), task.id(), asked))));
        if (mistake.isNone()) {
            return undoable(visit, again(visit), undo.get(), "tasks.changed", task.title());
        }
        return place(visit).isEmpty() ? screens.reply(visit, section, mistake) : edits.refused(visit, task, mistake);
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
        return undoable(visit, again(visit), undo, "tasks.finished", title);
    }

    private Reply reopen(Visit visit) {
        var caller = visit.caller();
        var title = tasks.get(caller, visit.id(0), visit.id(1)).title();
        var undo = changed(visit, () -> tasks.reopen(caller, visit.id(0), visit.id(1)));
        return undoable(visit, again(visit), undo, "tasks.reopened", title);
    }

    private Reply delete(Visit visit) {
        var task = tasks.get(visit.caller(), visit.id(0), visit.id(1));
        var undo = undos.delete(visit.caller(), task.leadId(), task.id());
        return undoable(visit, again(visit), undo, "tasks.deleted", task.title());
    }

    private Reply snooze(Visit visit) {
        var task = tasks.get(visit.caller(), visit.id(0), visit.id(1));
        var now = Times.now(clock).atZone(visit.page().zone());
        var change = Snooze.of(visit.field("to"))
                .map(to -> to.from(now))
                .or(() -> Optional.ofNullable(TaskForm.day(visit).over(null)).map(day -> Snooze.to(day, task, now)));
        if (change.isEmpty()) {
            return again(visit).saying("tasks.snooze-wrong");
        }
        var undo = changed(visit, () -> tasks.change(visit.caller(), task.leadId(), task.id(), change.get()));
        var due = change.get();
        var at = due.dueAt().over(null);
        var page = visit.page();
        var day = Objects.requireNonNull(due.dueOn().over(null));
        var until = at == null ? page.date(day) : page.time(at);
        return again(visit)
                .sayingWithUndo("/leads/" + visit.id(0) + "/undo/task/" + undo, "tasks.snoozed", task.title(), until);
    }

    private Reply undo(Visit visit) {
        undos.undo(visit.caller(), visit.id(0), visit.id(1));
        return Reply.refresh("/leads/" + visit.id(0)).saying("undone");
    }

    /** Back to where the visitor is: a page of tasks, or the lead. */
    private Reply again(Visit visit) {
        var place = place(visit);
        if (place.isEmpty()) {
            return screens.reply(visit, section, FormErrors.NONE);
        }
        return visit.isPart()
                ? place.get().part(visit)
                : Reply.redirect(place.get().path(visit));
    }

    private Optional<TaskPlace> place(Visit visit) {
        var from = visit.asked("from").orElse("");
        return places.stream().filter(place -> place.name().equals(from)).findFirst();
    }
}
