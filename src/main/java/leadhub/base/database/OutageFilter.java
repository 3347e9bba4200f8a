package leadhub.base.database;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps what libraries say of an outage out of the log: each of them says it every second, with its stack, and we say it
 * ourselves. Made by its name.
 */
public final class OutageFilter extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
        return !event.getLoggerName().startsWith("leadhub.")
                        && event.getThrowableProxy() instanceof ThrowableProxy failure
                        && Outage.isBehind(failure.getThrowable())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
