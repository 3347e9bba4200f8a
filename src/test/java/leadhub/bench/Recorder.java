package leadhub.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import leadhub.bench.Recording.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Stands between the program and its connections, and writes down what the current thread asks of them. */
final class Recorder implements BeanPostProcessor {
    private final ThreadLocal<@Nullable List<Step>> current = new ThreadLocal<>();

    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /** What an action asks of the database. */
    Recording record(Action action) throws Exception {
        var steps = new ArrayList<Step>();
        current.set(steps);
        try {
            action.run();
        } finally {
            current.remove();
        }
        return new Recording(List.copyOf(steps));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DelegatingDataSource pool) {
            pool.setTargetDataSource(listenedTo(Objects.requireNonNull(pool.getTargetDataSource())));
        }
        return bean;
    }

    private DataSource listenedTo(DataSource source) {
        return proxy(DataSource.class, (method, arguments) -> {
            var answer = call(source, method, arguments);
            return answer instanceof Connection connection && !method.getName().equals("unwrap")
                    ? listenedTo(connection)
                    : answer;
        });
    }

    private Connection listenedTo(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            var steps = current.get();
            if (steps == null) {
                return call(connection, method, arguments);
            }
            switch (method.getName()) {
                case "commit" -> steps.add(new Recording.Commit());
                case "rollback" -> steps.add(new Recording.Rollback());
                case "setAutoCommit" -> steps.add(new Recording.AutoCommit((Boolean) arguments[0]));
                case "setReadOnly" -> steps.add(new Recording.ReadOnly((Boolean) arguments[0]));
                case "setTransactionIsolation" -> steps.add(new Recording.Isolation((Integer) arguments[0]));
                case "createStatement", "prepareCall" ->
                    throw new UnsupportedOperationException("Teach the recorder " + method.getName() + ".");
                default -> {}
            }
            var answer = call(connection, method, arguments);
            return answer instanceof PreparedStatement statement
                    ? listenedTo(statement, (String) arguments[0], steps)
                    : answer;
        });
    }

    private PreparedStatement listenedTo(PreparedStatement statement, String sql, List<Step> steps) {
        var values = new TreeMap<Integer, Recording.Value>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            var name = method.getName();
            if (name.startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer index) {
                values.put(index, new Recording.Value(index, name, kept(arguments[1])));
            }
            if (name.equals("addBatch") || name.startsWith("execute") && arguments.length > 0) {
                throw new UnsupportedOperationException("Teach the recorder " + name + ".");
            }
            if (name.startsWith("execute")) {
                steps.add(new Recording.Run(sql, List.copyOf(values.values())));
            }
            return call(statement, method, arguments);
        });
    }

    private static @Nullable Object kept(@Nullable Object value) throws SQLException {
        return value instanceof Array array ? array.getArray() : value;
    }

    @FunctionalInterface
    private interface Handler {
        @Nullable
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                Recorder.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments == null ? new Object[0] : arguments)));
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
