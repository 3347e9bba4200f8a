package leadhub.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.Json;
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
                    (workspace_id, lead_id, kind, occurred_at, actor, before, after, detail, changes, sequence, public_kinds)
                values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?)
                """,
                caller.workspaceId(),
                event.leadId(),
                event.kind().word(),
                at,
                Json.write(caller.actor()),
                kept(event, event.before()),
                kept(event, event.after()),
                event.detail(),
                changes(event),
                event.sequence() == 0 ? null : (Long) event.sequence(),
                event.publicKinds().isEmpty() ? null : words(event).toArray(String[]::new));
    }

    private void insertAll(Caller caller, Instant at, List<NewLeadEvent> events) {
        sql.query(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                insert into lead_events
                    (workspace_id, lead_id, kind, occurred_at, actor, before, after, detail, changes, sequence, public_kinds)
                select ?, lead_id, kind, ?, ?::jsonb, before::jsonb, after::jsonb, detail::jsonb, changes::jsonb,
                       nullif(sequence, 0), string_to_array(public_kinds, ' ')
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                    with ordinality
                    as e (lead_id, kind, before, after, detail, changes, sequence, public_kinds, place)
                order by place
                returning id
                """,
                caller.workspaceId(),
                at,
                Json.write(caller.actor()),
                events.stream().mapToLong(NewLeadEvent::leadId).toArray(),
                texts(events, event -> event.kind().word()),
                texts(events, event -> kept(event, event.before())),
                texts(events, event -> kept(event, event.after())),
                texts(events, NewLeadEvent::detail),
                texts(events, LeadEventSql::changes),
                events.stream().mapToLong(NewLeadEvent::sequence).toArray(),
                texts(events, event -> event.publicKinds().isEmpty() ? null : String.join(" ", words(event))));
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

    private static @Nullable String changes(NewLeadEvent event) {
        return event.changes().isEmpty() ? null : Json.write(event.changes());
    }

    private static List<String> words(NewLeadEvent event) {
        return event.publicKinds().stream().map(PublicEventKind::word).toList();
    }
}
