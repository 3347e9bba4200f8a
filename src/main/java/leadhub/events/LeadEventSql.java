package leadhub.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /**
     * @param matchings who was asked, for each event; none where there is nobody to ask
     * @param decisions what was decided, for each event; none where there is nothing to decide
     */
    void insert(
            Caller caller,
            Instant at,
            List<NewLeadEvent> events,
            List<EventSubscribers.Matching> matchings,
            List<EventStarts.Decisions> decisions) {
        if (events.size() == 1) {
            insert(caller, at, events.getFirst(), new Kept(first(matchings), first(decisions)));
        } else {
            insertAll(caller, at, events, matchings, decisions);
        }
    }

    /** What is kept with an event of those who were asked about it. */
    private record Kept(EventSubscribers.@Nullable Matching matching, EventStarts.@Nullable Decisions decisions) {}

    private static <T> @Nullable T first(List<T> all) {
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Nobody waits for an answer, and it needs none of an earlier statement, so that it may travel with others. */
    private void insert(Caller caller, Instant at, NewLeadEvent event, Kept kept) {
        var matching = kept.matching();
        var decisions = kept.decisions();
        sql.defer(
                caller.workspaceId(),
                """
                insert into lead_events
                    (workspace_id, lead_id, kind, occurred_at, actor, before, after, context, detail, changes, sequence,
                     public_kinds, newest_webhook_id, unasked_webhook_ids, unmet_webhook_ids, automation_ids,
                     automation_outcomes, conversation_id)
                values (:workspace_id, :lead_id, :kind, :occurred_at, :actor::jsonb, :before::jsonb,
                        :after::jsonb, :context::jsonb, :detail::jsonb, :changes::jsonb, :sequence, :public_kinds,
                        :newest, :unasked::bigint[], :unmet::bigint[], :automations::bigint[], :outcomes::text[], :conversation)
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
                                        : words(event).toArray(String[]::new))
                        .and("newest", matching == null ? null : (Long) matching.newest())
                        .and("unasked", matching == null ? null : ids(matching.unasked()))
                        .and("unmet", matching == null ? null : ids(matching.unmet()))
                        .and("automations", decisions == null ? null : ids(decisions.ids()))
                        .and("outcomes", decisions == null ? null : words(decisions.outcomes()))
                        .and("conversation", event.conversationId() == 0 ? null : (Long) event.conversationId()));
    }

    private void insertAll(
            Caller caller,
            Instant at,
            List<NewLeadEvent> events,
            List<EventSubscribers.Matching> matchings,
            List<EventStarts.Decisions> decisions) {
        sql.query(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                insert into lead_events
                    (workspace_id, lead_id, kind, occurred_at, actor, before, after, context, detail, changes, sequence,
                     public_kinds, newest_webhook_id, unasked_webhook_ids, unmet_webhook_ids, automation_ids,
                     automation_outcomes, conversation_id)
                select :workspace_id, lead_id, kind, :occurred_at, :actor::jsonb, before::jsonb, after::jsonb, context::jsonb,
                       detail::jsonb, changes::jsonb, nullif(sequence, 0), string_to_array(public_kinds, ' '),
                       nullif(newest, 0), unasked::bigint[], unmet::bigint[], automations::bigint[], outcomes::text[], nullif(conversation_id, 0)
                from unnest(:lead_ids::bigint[], :kinds::text[], :befores::text[], :afters::text[], :contexts::text[],
                            :details::text[], :changes::text[], :sequences::bigint[], :public_kinds::text[],
                            :newest::bigint[], :unasked::text[], :unmet::text[], :automations::text[], :outcomes::text[],
                            :conversations::bigint[])
                    with ordinality
                    as e (lead_id, kind, before, after, context, detail, changes, sequence, public_kinds, newest, unasked,
                          unmet, automations, outcomes, conversation_id, place)
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
                                        event -> event.publicKinds().isEmpty() ? null : String.join(" ", words(event))))
                        .and("newest", newest(events.size(), matchings))
                        .and("unasked", ids(events.size(), matchings, EventSubscribers.Matching::unasked))
                        .and("unmet", ids(events.size(), matchings, EventSubscribers.Matching::unmet))
                        .and("automations", arrays(events.size(), decisions, one -> ids(one.ids())))
                        .and("outcomes", arrays(events.size(), decisions, one -> words(one.outcomes())))
                        .and(
                                "conversations",
                                events.stream()
                                        .mapToLong(NewLeadEvent::conversationId)
                                        .toArray()));
    }

    private static long[] newest(int count, List<EventSubscribers.Matching> matchings) {
        return matchings.isEmpty()
                ? new long[count]
                : matchings.stream()
                        .mapToLong(EventSubscribers.Matching::newest)
                        .toArray();
    }

    private static @Nullable String[] ids(
            int count,
            List<EventSubscribers.Matching> matchings,
            Function<EventSubscribers.Matching, List<Long>> which) {
        return arrays(count, matchings, one -> ids(which.apply(one)));
    }

    private static <T> @Nullable String[] arrays(int count, List<T> kept, Function<T, @Nullable String> array) {
        var arrays = new @Nullable String[count];
        for (var place = 0; place < kept.size(); place++) {
            arrays[place] = array.apply(kept.get(place));
        }
        return arrays;
    }

    /** As PostgreSQL spells a list of them; null for none. */
    private static @Nullable String ids(List<Long> ids) {
        return ids.isEmpty()
                ? null
                : ids.stream().map(id -> Long.toString(id)).collect(Collectors.joining(",", "{", "}"));
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

    /** Words of letters and underscores, likewise. */
    private static @Nullable String words(List<String> words) {
        return words.isEmpty() ? null : words.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> words(NewLeadEvent event) {
        return event.publicKinds().stream().map(PublicEventKind::word).toList();
    }
}
