package leadhub.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.base.postgres.Superuser;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One more server whose statements PostgreSQL explains into its log as they run (auto_explain), those inside of functions
 * too. It serves in the application's own role, with its settings: these are the plans of real life.
 */
public final class PlanLog implements AutoCloseable {
    private static final String EXPLAIN = """
            load 'auto_explain'; \
            set auto_explain.log_min_duration = 0; \
            set auto_explain.log_nested_statements = on""";

    private final ConfigurableApplicationContext context;
    private final Path log;
    private long position;

    private PlanLog(ConfigurableApplicationContext context, Path log) {
        this.context = context;
        this.log = log;
    }

    public static PlanLog start(TestServer server) {
        var login = Superuser.becomingTheApplication(server.database(), EXPLAIN);
        var context = server.startSecond(Map.of(
                "spring.datasource.username", login.user(),
                "spring.datasource.password", login.password(),
                "spring.datasource.hikari.connection-init-sql", login.initSql()));
        var plans = new PlanLog(context, Superuser.log(server.database()));
        plans.read();
        return plans;
    }

    /** Where that server listens. */
    public String origin() {
        return TestServer.origin(context);
    }

    /** What that server does its work with. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What was carried out since this was last asked: statements, each with its values and plan. A statement is in the log before its answer is out. */
    public List<String> read() {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            position += bytes.length;
            return plans(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each entry starts a line; what belongs to it is indented by a tab. */
    private static List<String> plans(String text) {
        var plans = new ArrayList<String>();
        for (var entry : text.split("\n(?!\t)")) {
            var start = entry.indexOf("\tQuery Text: ");
            if (start >= 0) {
                plans.add(entry.substring(start + "\tQuery Text: ".length()));
            }
        }
        return plans;
    }

    @Override
    public void close() {
        context.close();
    }
}
