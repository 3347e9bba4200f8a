package leadhub.automations.runs;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import leadhub.automations.ReEntry;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that start and wake runs, in the transaction of what happened. Whoever runs them holds the leads. */
@Component
class StartSql {
    /**
     * What starts a run twice, or goes against how often it may run, starts none. Of what an automation gathers the first
     * state before and the last one after are kept.
     */
    private static final String INSERT = """
            insert into automation_runs as r
                (workspace_id, automation_id, version, lead_id, event_key, caused_by, depth, status, changes, is_gathering,
                 due_at, started_at, suppressed)
            select :workspace_id, n.automation_id, n.version, n.lead_id, n.event_key, n.caused_by::jsonb, n.depth, 'running',
                   n.changes::jsonb, n.is_gathering, n.due_at, :now,
                   :suppressed::text[]
            from unnest(:automation_ids::bigint[], :versions::int[], :re_entries::text[], :lead_ids::bigint[],
                        :event_keys::text[], :causes::text[], :depths::int[], :changes::text[], :gathering::boolean[],
                        :due::timestamptz[]) with ordinality
                as n (automation_id, version, re_entry, lead_id, event_key, caused_by, depth, changes, is_gathering, due_at,
                      place)
            where n.re_entry = 'every_time'
               or not exists (
                   select
                   from automation_runs o
                   where o.workspace_id = :workspace_id
                     and o.lead_id = n.lead_id
                     and o.automation_id = n.automation_id
                     and (n.re_entry = 'once' or o.status in ('running', 'waiting'))
                     and not o.is_gathering)
               and (n.re_entry <> 'once' or not exists (
                   select
                   from automation_former_runs f
                   where f.workspace_id = :workspace_id
                     and f.lead_id = n.lead_id
                     and f.automation_id = n.automation_id))
            order by n.place
            """;

    private static final String ONCE = "on conflict do nothing\n";

    private static final String GATHERED = """
            on conflict (workspace_id, automation_id, lead_id) where is_gathering do update
            set changes = (
                select coalesce(jsonb_object_agg(c.key, case
                    when jsonb_exists(r.changes, c.key) then jsonb_build_object('from', r.changes -> c.key -> 'from', 'to', c.value -> 'to')
                    else c.value end), '{}') || (r.changes - array(select jsonb_object_keys(excluded.changes)))
                from jsonb_each(excluded.changes) as c (key, value))
            """;

    /** What was to be started and wasn't, for it had run before or another run gathers it; after the runs. */
    private static final String NOTE = """
            insert into automation_decisions
                (workspace_id, automation_id, lead_id, event_key, by_time, outcome, occurred_at)
            select :workspace_id, n.automation_id, n.lead_id, n.event_key, false,
                   case when n.is_gathering and exists (
                       select
                       from automation_runs g
                       where g.workspace_id = :workspace_id
                         and g.automation_id = n.automation_id
                         and g.lead_id = n.lead_id
                         and g.is_gathering)
                       then :gathered else :re_entry end, :now
            from unnest(:automation_ids::bigint[], :lead_ids::bigint[], :event_keys::text[], :gathering::boolean[])
                as n (automation_id, lead_id, event_key, is_gathering)
            where not exists (
                select
                from automation_runs r
                where r.workspace_id = :workspace_id
                  and r.automation_id = n.automation_id
                  and r.lead_id = n.lead_id
                  and r.event_key = n.event_key)
            on conflict do nothing
            """;

    private static final String WAKE = """
            update automation_runs r
            set due_at = :now, news = r.news || n.changes::jsonb
            from unnest(:lead_ids::bigint[], :changes::text[], :gone::boolean[]) as n (lead_id, changes, is_gone)
            where r.workspace_id = :workspace_id
              and r.lead_id = n.lead_id
              and r.status = 'waiting'
              and (r.listens or n.is_gone)
            """;

    private final Sql sql;

    StartSql(Sql sql) {
        this.sql = sql;
    }

    /** What woke runs of a lead. */
    record News(long leadId, String changes, boolean isGone) {}

    /** Nobody waits for an answer, so that it travels with another statement. */
    void insert(Caller caller, List<NewRun> runs, Instant now) {
        var workspaceId = caller.workspaceId();
        split(
                runs,
                run -> !run.isGathering(),
                some -> sql.defer(workspaceId, INSERT + ONCE, values(caller, some, now)));
        split(runs, NewRun::isGathering, some -> sql.defer(workspaceId, INSERT + GATHERED, values(caller, some, now)));
        split(
                runs,
                run -> run.isGathering() || run.reEntry() != ReEntry.EVERY_TIME,
                some -> note(workspaceId, some, now));
    }

    private void note(long workspaceId, List<NewRun> runs, Instant now) {
        sql.defer(
                workspaceId,
                NOTE,
                NamedValues.of("workspace_id", workspaceId)
                        .and("now", now)
                        .and(
                                "automation_ids",
                                runs.stream().mapToLong(NewRun::automationId).toArray())
                        .and("lead_ids", runs.stream().mapToLong(NewRun::leadId).toArray())
                        .and("event_keys", texts(runs, NewRun::eventKey))
                        .and("gathering", texts(runs, run -> Boolean.toString(run.isGathering())))
                        .and("gathered", Decision.GATHERED.word())
                        .and("re_entry", Decision.RE_ENTRY.word()));
    }

    private static void split(
            List<NewRun> runs,
            java.util.function.Predicate<NewRun> kind,
            java.util.function.Consumer<List<NewRun>> insert) {
        var some = runs.stream().filter(kind).toList();
        if (!some.isEmpty()) {
            insert.accept(some);
        }
    }

    /** The id of the run; none where nothing was started. */
    List<Long> insertOne(Caller caller, NewRun run, Instant now) {
        return sql.query(
                caller.workspaceId(),
                row -> row.getLong("id"),
                INSERT + ONCE + "returning id",
                values(caller, List.of(run), now));
    }

    void wake(long workspaceId, List<News> news, Instant now) {
        sql.defer(
                workspaceId,
                WAKE,
                NamedValues.of("workspace_id", workspaceId)
                        .and("now", now)
                        .and("lead_ids", news.stream().mapToLong(News::leadId).toArray())
                        .and("changes", texts(news, News::changes))
                        .and("gone", texts(news, one -> Boolean.toString(one.isGone()))));
    }

    private static NamedValues values(Caller caller, List<NewRun> runs, Instant now) {
        var suppressed = caller.suppressed().stream().map(Effect::word).sorted().toArray(String[]::new);
        return NamedValues.of("workspace_id", caller.workspaceId())
                .and("suppressed", suppressed.length == 0 ? null : suppressed)
                .and("now", now)
                .and(
                        "automation_ids",
                        runs.stream().mapToLong(NewRun::automationId).toArray())
                .and("versions", runs.stream().mapToInt(NewRun::version).toArray())
                .and("re_entries", texts(runs, run -> run.reEntry().word()))
                .and("lead_ids", runs.stream().mapToLong(NewRun::leadId).toArray())
                .and("event_keys", texts(runs, NewRun::eventKey))
                .and("causes", texts(runs, run -> Json.write(run.causedBy())))
                .and("depths", runs.stream().mapToInt(NewRun::depth).toArray())
                .and("changes", texts(runs, NewRun::changes))
                .and("gathering", texts(runs, run -> Boolean.toString(run.isGathering())))
                .and("due", texts(runs, run -> run.dueAt().toString()));
    }

    private static <T> String[] texts(List<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }
}
