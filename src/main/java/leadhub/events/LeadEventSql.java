package leadhub.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that write events, the only ones there are. */
@Component
class LeadEventSql {
    private final Sql sql;

    LeadEventSql(Sql sql) {
        this.sql = sql;
    }

    void insert(Caller caller, Instant at, List<NewLeadEvent> events) {
        if (events.size() == 1) {
            insert(caller, at, events.getFirst());
        } else {
            insertAll(caller, at, events);
        }
    }

    /** Nobody waits for an answer, and it needs none of an earlier statement, so that it may travel with others. */
    private void insert(Caller caller, Instant at, NewLeadEvent event) {
        sql.defer(
                caller.workspaceId(),
                """
                insert into lead_events
                    (workspace_id, lead_id, kind, occurred_at, actor, before, after, context, detail, changes, sequence,
                     public_kinds)
                values (:workspace_id, :lead_id, :kind, :occurred_at, :actor::jsonb, :before::jsonb,
                        :after::jsonb, :context::jsonb, :detail::jsonb, :changes::jsonb, :sequence, :public_kinds)
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("lead_id", event.leadId())
                        .and("kind", event.kind().word())
                        .and("occurred_at", at)
                        .and("actor", Json.write(caller.actor()))
                        .and("before", kept(event, event.before()))
                        .and("after", kept(event, event.after()))
                        .and("context", context(event))
                        .and("detail", event.detail())
                        .and("changes", changes(event))
                        .and("sequence", event.sequence() == 0 ? null : (Long) event.sequence())
                        .and(
                                "public_kinds",
                                event.publicKinds().isEmpty()
                                        ? null
                                        : words(event).toArray(String[]::new)));
    }

    private void insertAll(Caller caller, Instant at, List<NewLeadEvent> events) {
        sql.query(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                insert into lead_events
                    (workspace_id, lead_id, kind, occurred_at, actor, before, after, context, detail, changes, sequence,
                     public_kinds)
                select :workspace_id, lead_id, kind, :occurred_at, :actor::jsonb, before::jsonb, after::jsonb, context::jsonb,
                       detail::jsonb, changes::jsonb, nullif(sequence, 0), string_to_array(public_kinds, ' ')
                from unnest(:lead_ids::bigint[], :kinds::text[], :befores::text[], :afters::text[], :contexts::text[],
                            :details::text[], :changes::text[], :sequences::bigint[], :public_kinds::text[])
                    with ordinality
                    as e (lead_id, kind, before, after, context, detail, changes, sequence, public_kinds, place)
                order by place
                returning id
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("occurred_at", at)
                        .and("actor", Json.write(caller.actor()))
                        .and(
                                "lead_ids",
                                events.stream().mapToLong(NewLeadEvent::leadId).toArray())
                        .and("kinds", texts(events, event -> event.kind().word()))
                        .and("befores", texts(events, event -> kept(event, event.before())))
                        .and("afters", texts(events, event -> kept(event, event.after())))
                        .and("contexts", texts(events, LeadEventSql::context))
                        .and("details", texts(events, NewLeadEvent::detail))
                        .and("changes", texts(events, LeadEventSql::changes))
                        .and(
                                "sequences",
                                events.stream()
                                        .mapToLong(NewLeadEvent::sequence)
                                        .toArray())
                        .and(
                                "public_kinds",
                                texts(
                                        events,
                                        event -> event.publicKinds().isEmpty()
                                                ? null
                                                : String.join(" ", words(event)))));
    }

    private static @Nullable String[] texts(List<NewLeadEvent> events, Function<NewLeadEvent, @Nullable String> text) {
        var texts = new ArrayList<@Nullable String>();
        events.forEach(event -> texts.add(text.apply(event)));
        return texts.toArray(String[]::new);
    }

    /** Of a lead that was merely rescored listeners are told, but it isn't kept. */
    private static @Nullable String kept(NewLeadEvent event, @Nullable LeadSnapshot lead) {
        return lead == null || event.kind() == LeadEventKind.RESCORED ? null : lead.json();
    }

    /** A change that is no public event tells nothing. */
    private static @Nullable String context(NewLeadEvent event) {
        var context = event.context();
        return context == null || event.publicKinds().isEmpty() ? null : context.json();
    }

    private static @Nullable String changes(NewLeadEvent event) {
        return event.changes().isEmpty() ? null : Json.write(event.changes());
    }

    private static List<String> words(NewLeadEvent event) {
        return event.publicKinds().stream().map(PublicEventKind::word).toList();
    }
}
