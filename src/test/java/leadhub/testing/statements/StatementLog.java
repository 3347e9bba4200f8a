package leadhub.testing.statements;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Every text that {@code base.database.Sql} sends in this process, once, and from where: the driver itself listens. */
public final class StatementLog implements Driver {
    private static final String SENDER = "leadhub.base.database.Sql";
    private static final String ITS_PACKAGE = "leadhub.base.database.";
    private static final Map<String, String> SENT = new ConcurrentHashMap<>();
    /** So that a text which is known costs one look. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private final Driver postgres = new org.postgresql.Driver();

    private StatementLog() {}

    /** Takes the driver's place. Once in a process. */
    public static void install() {
        try {
            if (org.postgresql.Driver.isRegistered()) {
                org.postgresql.Driver.deregister();
            }
            DriverManager.registerDriver(new StatementLog());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets what was sent, so that only what comes is told. */
    public static void clear() {
        SENT.clear();
        SEEN.clear();
    }

    /** By statement, alone even if several travelled together: the method that sent it, or what it waited for. */
    public static Map<String, String> sent() {
        var sent = new LinkedHashMap<String, String>();
        SENT.forEach((text, from) -> {
            for (var statement : text.split(";\\s*\\n")) {
                sent.putIfAbsent(statement.strip(), from);
            }
        });
        return sent;
    }

    private static void note(String text) {
        if (SEEN.add(text)) {
            var sender = StackWalker.getInstance()
                    .walk(frames -> frames.map(frame -> frame.getClassName() + "." + frame.getMethodName())
                            .filter(frame ->
                                    frame.startsWith("leadhub.") && !frame.startsWith("leadhub.testing.statements."))
                            .dropWhile(frame -> !frame.startsWith(SENDER))
                            .dropWhile(frame -> frame.startsWith(ITS_PACKAGE))
                            .findFirst());
            // What a test asks of the database itself is its own affair.
            sender.filter(from -> !isOfTest(from)).ifPresent(from -> SENT.put(text, from));
        }
    }

    private static boolean isOfTest(String method) {
        var type = method.substring(0, method.lastIndexOf('.')).replaceAll("\\$.*", "");
        return StatementLog.class.getResource("/" + type.replace('.', '/') + ".class") == null
                || type.endsWith("Test")
                || type.startsWith("leadhub.testing.")
                || type.startsWith("leadhub.bench.");
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        var connection = postgres.connect(url, properties);
        return connection == null ? null : listening(connection);
    }

    private static Connection listening(Connection connection) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "prepareStatement" -> note((String) arguments[0]);
                case "equals" -> {
                    return proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {}
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Connection)
                Proxy.newProxyInstance(StatementLog.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return postgres.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return postgres.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return postgres.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return postgres.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return postgres.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return postgres.getParentLogger();
    }
}
