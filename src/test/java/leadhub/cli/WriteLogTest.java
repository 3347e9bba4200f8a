package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An event is a line of the log, whatever somebody managed to have quoted in it. */
class WriteLogTest {
    @Test
    void a_message_begins_no_line_of_its_own() throws JoranException {
        var log = new LoggerContext();
        log.setMDCAdapter(new LogbackMDCAdapter());
        var configurator = new JoranConfigurator();
        configurator.setContext(log);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
        var root = log.getLogger("ROOT");
        var console = (ConsoleAppender<ILoggingEvent>) Objects.requireNonNull(root.getAppender("console"));
        var event = new LoggingEvent(
                "test", root, Level.INFO, "Bad path {}", null, new Object[] {"/x\r\n2026 ERROR [-] Server: gone\u2028!"
                });
        var line = new String(((PatternLayoutEncoder) console.getEncoder()).encode(event), StandardCharsets.UTF_8);
        log.stop();
        assertThat(line).endsWith("Bad path /x 2026 ERROR [-] Server: gone !\n").containsOnlyOnce("\n");
    }
}
