package leadhub.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import leadhub.api.RefusalWords;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Times;
import leadhub.web.DeniedCallListener;
import leadhub.web.intake.ClientAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Tells of callers who were refused for want of a scope or a role: each to the log, and together, one entry for each
 * minute, caller and reason, to the audit log of their workspace, which therefore nobody fills by asking on and on.
 */
@Service
public class DeniedCalls implements DeniedCallListener {
    private static final Logger log = LoggerFactory.getLogger(DeniedCalls.class);
    static final String ACTION = "access.denied";

    private static final int AT_A_TIME = 500;
    private static final int MOST_CHARACTERS = 200;

    private final DeniedCallSql sql;
    private final Audit audit;
    private final Clock clock;
    /** One line a minute per address, so that nobody can flood the log without signing in. */
    private final Cache<String, Boolean> strangers = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    DeniedCalls(DeniedCallSql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the audit log says: a refusal, worded when it is read; method and path are those of the last call. */
    record Told(JsonNode reason, int calls, String method, String path) {}

    @Override
    public void denied(Caller caller, String method, String path, Problem.Forbidden problem) {
        var shown = cut(path);
        log.info(
                "Denied: workspace={} {}={} address={} {} {}: {}",
                caller.workspaceId(),
                caller.actor().kind(),
                caller.actor().id(),
                caller.address(),
                method,
                shown,
                RefusalWords.LEADHUB.say(problem.refusal()));
        try {
            var minute = Times.now(clock).truncatedTo(ChronoUnit.MINUTES);
            sql.add(minute, caller, Json.write(problem.refusal()), cut(method), shown);
        } catch (DataAccessException e) {
            // The caller gets an answer all the same.
            log.warn("The audit log misses a denied call of workspace {}", caller.workspaceId(), e);
        }
    }

    @Override
    public void strangerDenied(String address, String method, String path, Problem.Forbidden problem) {
        if (strangers.asMap().putIfAbsent(ClientAddress.group(address), true) == null) {
            log.info(
                    "Denied: address={} {} {}: {}",
                    address,
                    cut(method),
                    cut(path),
                    RefusalWords.LEADHUB.say(problem.refusal()));
        }
    }

    /** The job: records the refusals of completed minutes. */
    @Transactional
    public void tell() {
        for (var minute : sql.take(Times.now(clock).truncatedTo(ChronoUnit.MINUTES), AT_A_TIME)) {
            var told = new Told(reason(minute), minute.count(), minute.method(), minute.path());
            audit.record(minute.caller(), ACTION, null, null, told);
        }
    }

    /** Older versions stored a sentence. */
    private static JsonNode reason(DeniedCallSql.Minute minute) {
        var reason = minute.reason();
        return reason.startsWith("{") ? Json.MAPPER.readTree(reason) : StringNode.valueOf(reason);
    }

    /** Paths come encoded and so in one line, methods are names, and reasons our own. */
    private static String cut(String text) {
        return text.substring(0, Math.min(MOST_CHARACTERS, text.length()));
    }
}
