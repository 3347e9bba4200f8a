package leadhub.tasks;

import java.time.Instant;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.Leads;
import leadhub.users.Users;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks in the LeadHub dialect: those of a lead, and all that there are to do. */
@Component
class TaskApi implements Routes.Provider {
    private static final String OF_LEAD = "/api/v1/leads/{id}/tasks";
    private static final String TASK = OF_LEAD + "/{task_id}";

    private final LeadTasks tasks;
    private final AllTasks all;
    private final Leads leads;
    private final Users users;
    private final TaskReader reader;

    TaskApi(LeadTasks tasks, AllTasks all, Leads leads, Users users, TaskReader reader) {
        this.tasks = tasks;
        this.all = all;
        this.leads = leads;
        this.users = users;
        this.reader = reader;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/tasks", Scope.READ_LEADS, exchange -> list(exchange, null))
                .get(OF_LEAD, Scope.READ_LEADS, this::ofLead)
                .post(OF_LEAD, Scope.WRITE_LEADS, this::create)
                .patch(TASK, Scope.WRITE_LEADS, this::change, this::current)
                .delete(TASK, Scope.WRITE_LEADS, this::delete, this::current);
    }

    private Answer ofLead(Exchange exchange) {
        return list(exchange, leads.get(exchange.caller(), exchange.id(0)).id());
    }

    private Answer list(Exchange exchange, @Nullable Long leadId) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var userId = query.id("user_id");
        if (userId != null && !users.isKnown(exchange.caller(), userId)) {
            query.reject("user_id", Refusal.of("in"));
        }
        var kind = query.text("kind");
        if (kind != null && !TaskKind.isOne(kind)) {
            query.reject("kind", Refusal.of("in"));
        }
        var filter = new TaskFilter(
                leadId, userId, kind, query.bool("done"), query.time("due_after"), query.time("due_before"));
        query.errors().check();
        return Envelope.page(
                exchange,
                paging,
                all.list(exchange.caller(), filter, paging.slice()).map(task -> View.of(exchange.caller(), task)));
    }

    private Answer create(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        var task = tasks.add(exchange.caller(), lead.id(), reader.newTask(new Input(exchange.body())));
        var location = exchange.origin() + "/api/v1/leads/" + lead.id() + "/tasks/" + task.id();
        return Answer.created(location, one(exchange, task));
    }

    private Answer change(Exchange exchange) {
        var task = tasks.get(exchange.caller(), exchange.id(0), exchange.id(1));
        var change = reader.change(new Input(exchange.body()), task);
        return Answer.ok(one(exchange, tasks.change(exchange.caller(), task.leadId(), task.id(), change)));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(exchange, tasks.lock(exchange.caller(), exchange.id(0), exchange.id(1))));
    }

    private Answer delete(Exchange exchange) {
        tasks.delete(exchange.caller(), exchange.id(0), exchange.id(1));
        return Answer.noContent();
    }

    private static Envelope.One<View> one(Exchange exchange, LeadTask task) {
        return new Envelope.One<>(View.of(exchange.caller(), task));
    }

    /** A task as the contract spells it. */
    record View(
            long id,
            long leadId,
            String kind,
            String title,
            @Nullable Instant dueAt,
            boolean allDay,
            @Nullable Integer reminderMinutes,
            @Nullable Long assignedUserId,
            @Nullable Instant doneAt,
            Instant createdAt,
            Instant updatedAt) {
        static View of(Caller caller, LeadTask task) {
            var day = task.dueOn();
            // What an older version wrote and was restored has a day alone.
            var dueAt = day == null
                    ? null
                    : Objects.requireNonNullElseGet(
                            task.dueAt(),
                            () -> Due.day(day, caller.region().zone()).at());
            return new View(
                    task.id(),
                    task.leadId(),
                    task.kind().word(),
                    task.title(),
                    dueAt,
                    dueAt != null && !task.hasTime(),
                    task.reminderMinutes(),
                    task.assignedUserId(),
                    task.doneAt(),
                    task.createdAt(),
                    task.updatedAt());
        }
    }
}
