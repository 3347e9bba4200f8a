package leadhub.bots.models;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.bots.models.ModelUseSql.Budget;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often models are asked. A request counts before it is made, in rows: however many processes ask, there are never more than a
 * budget has.
 *
 * <p>Limit: what a conversation has used is forgotten after 62 days without a request.
 */
@Service
public class ModelUses {
    private static final Duration KEPT = Duration.ofDays(62);

    private final ModelUseSql sql;
    private final Clock clock;

    ModelUses(ModelUseSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** How many requests were made for a bot today, and in this month. */
    public record Used(int today, int month) {}

    /** How many there were. */
    public Used of(Caller caller, String botId) {
        return new Used(
                sql.used(day(caller, botId)).orElse(0),
                sql.used(month(caller, botId)).orElse(0));
    }

    /** Counts a request towards all budgets; false where one of them has none left, and then towards none. */
    @Transactional
    public boolean take(Caller caller, BotModel model, long conversationId) {
        var budgets = model.terms().budgets();
        var conversation = new Budget(caller.workspaceId(), model.botId(), "conversation " + conversationId);
        // Everybody takes the rows in this order.
        var all = List.of(
                new Most(conversation, budgets.perConversation()),
                new Most(day(caller, model.botId()), budgets.perDay()),
                new Most(month(caller, model.botId()), budgets.perMonth()));
        var taken = new ArrayList<Budget>();
        for (var one : all) {
            if (!sql.take(one.budget(), one.most(), Times.now(clock))) {
                taken.forEach(sql::giveBack);
                return false;
            }
            taken.add(one.budget());
        }
        return true;
    }

    private record Most(Budget budget, int most) {}

    /** Forgets what counts no more. */
    @Transactional
    public void prune(long workspaceId) {
        sql.prune(workspaceId, Times.now(clock).minus(KEPT));
    }

    private Budget day(Caller caller, String botId) {
        return new Budget(caller.workspaceId(), botId, "day " + today(caller));
    }

    private Budget month(Caller caller, String botId) {
        return new Budget(caller.workspaceId(), botId, "month " + YearMonth.from(today(caller)));
    }

    /** Days begin where the workspace is. */
    private LocalDate today(Caller caller) {
        return Times.now(clock).atZone(caller.region().zone()).toLocalDate();
    }
}
