package leadhub.api.limits;

import java.time.Instant;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on rate windows. A count that a crash sets back by a moment is worth no wait for the disk. */
@Component
final class RateLimitSql {
    private static final String SOON = "select set_config('synchronous_commit', 'off', true);\n";

    private final Sql sql;

    RateLimitSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * Borrows calls, one sixteenth of what is left but 64 at most, and settles the loan before. In SET, the columns
     * on the right are the row's old ones.
     */
    RateWindow.Loan borrow(RateWindow window, Instant now) {
        var most = window.oneByOne ? 1 : 64;
        return sql.globalQueryAfter(
                        SOON,
                        row -> new RateWindow.Loan(
                                Times.get(row, "resets_at"),
                                row.getInt("used"),
                                row.getInt("granted"),
                                row.getInt("lent")),
                        """
                        with loan as (
                            select :subject::text as subject, :now::timestamptz as now, :resets_at::timestamptz as resets_at,
                                   :call_limit::integer as call_limit, :most::integer as most, :settled::integer as settled, :known::timestamptz as known
                        )
                        insert into rate_windows as w (subject, resets_at, used, lent, granted)
                        select subject, resets_at, least(call_limit, greatest(1, least(most, call_limit / 16))),
                               case when least(most, call_limit / 16) > 1 then least(most, call_limit / 16) else 0 end,
                               least(call_limit, greatest(1, least(most, call_limit / 16)))
                        from loan
                        on conflict (subject) do update set
                            (resets_at, used, lent, granted) = (
                                select
                                    case when fresh then l.resets_at else w.resets_at end,
                                    before + can,
                                    case when fresh then 0
                                         when w.resets_at = l.known then greatest(0, w.lent - l.settled)
                                         else w.lent end
                                        + case when can > 1 then can else 0 end,
                                    can
                                from (
                                    select loan.*, w.resets_at <= loan.now as fresh,
                                           case when w.resets_at <= loan.now then 0 else w.used end as before,
                                           greatest(0, least(
                                               greatest(1, least(loan.most,
                                                   (loan.call_limit - case when w.resets_at <= loan.now then 0 else w.used end) / 16)),
                                               loan.call_limit - case when w.resets_at <= loan.now then 0 else w.used end)) as can
                                    from loan
                                ) l
                            )
                        returning resets_at, used, granted, lent
                        """,
                        NamedValues.of("subject", window.subject)
                                .and("now", now)
                                .and("resets_at", now.plus(RateLimits.WINDOW))
                                .and("call_limit", window.limit)
                                .and("most", most)
                                .and("settled", window.lent)
                                .and("known", window.resetsAt))
                .getFirst();
    }

    /** Returns the calls that were borrowed and not used. */
    void giveBack(RateWindow window) {
        sql.globalUpdate("""
                update rate_windows
                set used = used - ?, lent = greatest(0, lent - ?)
                where subject = ?
                  and resets_at = ?
                """, window.tokens, window.lent, window.subject, window.resetsAt);
    }

    /** Nobody gave back what is lent: whoever held it is gone. */
    void writeOff(RateWindow window) {
        sql.globalUpdate("""
                update rate_windows
                set lent = 0
                where subject = ?
                  and resets_at = ?
                """, window.subject, window.resetsAt);
    }

    /** Removes windows that have ended; how many. */
    int prune(Instant now) {
        return sql.globalUpdate("delete from rate_windows where resets_at < ?", now.minus(RateLimits.WINDOW));
    }
}
