package leadhub.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on throttles. A count that a crash sets back by a moment is worth no wait for the disk. */
@Component
class SignInThrottleSql {
    private static final String SOON = "select set_config('synchronous_commit', 'off', true);\n";

    private final Sql sql;

    SignInThrottleSql(Sql sql) {
        this.sql = sql;
    }

    /** A try that was counted as a failure, until it turns out to be none. */
    record Taken(int failures, Instant blockedUntil) {}

    /** Counts a try, unless the subject has to wait; who needn't is blocked until 1970, for clocks differ a little. One statement, so that of many at once no more pass than one by one. */
    Optional<Taken> take(String subject, Throttle throttle, Instant now) {
        return sql
                .globalQueryAfter(
                        SOON,
                        SignInThrottleSql::read,
                        """
                        with given as (
                            select :subject::text as subject, :now::timestamptz as now, :free::integer as free, :most_failures::integer as most_failures,
                                   make_interval(secs => :drain) as drain, :first_wait::integer as first_wait, :longest_wait::integer as longest_wait
                        )
                        insert into sign_in_throttles as t (subject, drained_at, blocked_until)
                        select subject, now + drain, to_timestamp(0) from given
                        on conflict (subject) do update set (drained_at, blocked_until) = (
                            select drained_at,
                                   case when failures < free then to_timestamp(0)
                                        else now + make_interval(secs => least(longest_wait, first_wait * power(2, least(20, failures - free))))
                                   end
                            from (
                                select given.*,
                                       ceil(extract(epoch from drained_at - now) / extract(epoch from drain)) as failures
                                from (
                                    select given.*,
                                           least(greatest(t.drained_at, now) + drain, now + most_failures * drain) as drained_at
                                    from given
                                ) given
                            ) counted
                        )
                        where t.blocked_until <= (select now from given)
                        returning blocked_until,
                                  ceil(extract(epoch from drained_at - :now::timestamptz) / :drain::double precision)::integer as failures
                        """,
                        NamedValues.of("subject", subject)
                                .and("now", now)
                                .and("free", throttle.free())
                                .and("most_failures", throttle.mostFailures())
                                .and("drain", throttle.drain().toSeconds())
                                .and(
                                        "first_wait",
                                        Math.toIntExact(throttle.firstWait().toSeconds()))
                                .and(
                                        "longest_wait",
                                        Math.toIntExact(throttle.longestWait().toSeconds())))
                .stream()
                .findFirst();
    }

    /** Until when the subject has to wait; empty if it doesn't. */
    Optional<Instant> blockedUntil(String subject) {
        return sql.globalQuery(row -> Times.get(row, "blocked_until"), """
                select blocked_until
                from sign_in_throttles
                where subject = ?
                """, subject).stream()
                .findFirst();
    }

    /** It was no failure: takes back the one that was counted, and the wait that it brought. */
    void giveBack(String subject, Throttle throttle, Instant blockedUntil) {
        sql.globalUpdate("""
                update sign_in_throttles
                set drained_at = drained_at - make_interval(secs => ?),
                    blocked_until = case when blocked_until = ? then to_timestamp(0) else blocked_until end
                where subject = ?
                """, throttle.drain().toSeconds(), blockedUntil, subject);
    }

    /** Lets a subject wait until then at least. */
    void block(String subject, Instant until) {
        sql.globalUpdate("""
                update sign_in_throttles
                set blocked_until = greatest(blocked_until, ?)
                where subject = ?
                """, until, subject);
    }

    void clear(String subject) {
        sql.globalUpdate("""
                delete from sign_in_throttles
                where subject = ?
                """, subject);
    }

    /** All subjects that begin so; how many there were. */
    int clearAll(String prefix) {
        return sql.globalUpdate("""
                delete from sign_in_throttles
                where subject >= ?
                  and subject < ?
                """, prefix, prefix + '\uffff');
    }

    void prune(Instant now) {
        sql.globalUpdate("""
                delete from sign_in_throttles
                where drained_at <= ?
                  and blocked_until <= ?
                """, now, now);
    }

    private static Taken read(ResultSet row) throws SQLException {
        return new Taken(row.getInt("failures"), Times.get(row, "blocked_until"));
    }
}
