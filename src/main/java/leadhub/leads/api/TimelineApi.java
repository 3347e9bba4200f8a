package leadhub.leads.api;

import java.time.Instant;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.AuthorView;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.CausedBy;
import leadhub.base.Json;
import leadhub.events.FieldChange;
import leadhub.leads.Leads;
import leadhub.leads.lists.HistoryEntry;
import leadhub.leads.lists.LeadHistory;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.util.RawValue;

/** What happened to one lead, in the LeadHub dialect: changes, notes, tasks, and what came in. */
@Component
class TimelineApi implements Routes.Provider {
    private final Leads leads;
    private final LeadHistory history;

    TimelineApi(Leads leads, LeadHistory history) {
        this.leads = leads;
        this.history = history;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/leads/{id}/timeline", Scope.READ_LEADS, this::list);
    }

    private Answer list(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = history.list(exchange.caller(), lead, paging.slice());
        return Answer.page(page, one -> Envelope.many(exchange, paging, one.map(View::of)));
    }

    /**
     * One thing that happened.
     *
     * @param noteId the note that it is about
     * @param taskId the task that it is about
     * @param emailId the email that it is about
     * @param smsId the SMS that it is about
     * @param fileId the file that it is about
     * @param mergedLeadId the other lead, where two became one or were taken apart
     * @param conversationId the conversation in which the lead came
     * @param title of that task, the subject of that email, or what that file is called
     * @param received all of what came in, as it was sent
     */
    record View(
            long id,
            String event,
            Instant occurredAt,
            AuthorView author,
            CausedBy causedBy,
            Map<String, FieldChange> changes,
            @Nullable Long noteId,
            @Nullable Long taskId,
            @Nullable Long emailId,
            @Nullable Long smsId,
            @Nullable Long fileId,
            @Nullable Long mergedLeadId,
            @Nullable String conversationId,
            @Nullable String title,
            @Nullable RawValue received) {
        static View of(HistoryEntry entry) {
            var detail = entry.detail();
            var about = detail == null || entry.isReceived() ? MissingNode.getInstance() : Json.MAPPER.readTree(detail);
            return new View(
                    entry.id(),
                    entry.event(),
                    entry.at(),
                    AuthorView.of(entry.actor()),
                    entry.actor().causedBy(),
                    EventBody.changes(entry.changes()),
                    id(about.path("note_id")),
                    id(about.path("task_id")),
                    id(about.path("email_id")),
                    id(about.path("sms_id")),
                    id(about.path("file_id")),
                    id(about.path("lead_id")),
                    entry.conversationId(),
                    about.path("title").isString() ? about.path("title").stringValue() : null,
                    detail != null && entry.isReceived() ? new RawValue(detail) : null);
        }

        private static @Nullable Long id(JsonNode id) {
            return id.isIntegralNumber() ? (Long) id.longValue() : null;
        }
    }
}
