package db.migration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Jobs that wait bore their data as serialized Java objects, named by class; from here on it is JSON. What stands here are
 * the shapes of that day, so that the classes may move and change.
 */
@SuppressWarnings("checkstyle:TypeName") // Flyway reads the version from it
public final class V22__WaitingJobsAsJson extends BaseJavaMigration {
    private static final Map<String, Class<?>> SHAPES = Map.of(
            "leadhub.users.LinkMails$Wanted", Link.class,
            "leadhub.users.LinkMails$Forgotten", Forgotten.class,
            "leadhub.users.LinkKind", LinkKind.class,
            "leadhub.mail.MailTests$Wanted", MailTest.class,
            "java.lang.Enum", Enum.class);

    private record Link(long workspaceId, long userId, LinkKind kind, String origin, String language)
            implements Serializable {}

    private enum LinkKind {
        INVITATION,
        RESET
    }

    private record Forgotten(String emailKey, String origin, String language) implements Serializable {}

    private record MailTest(long workspaceId, String to, String language) implements Serializable {}

    @Override
    public void migrate(Context context) throws SQLException, ClassNotFoundException {
        var connection = context.getConnection();
        try (var statement = connection.createStatement();
                var jobs = statement.executeQuery("""
                        select task_name, task_instance, task_data
                        from scheduled_tasks
                        where task_data is not null
                        """)) {
            while (jobs.next()) {
                var json = json(jobs.getBytes(3));
                if (json.isPresent()) {
                    write(connection, jobs.getString(1), jobs.getString(2), json.get());
                }
            }
        }
    }

    private static void write(Connection connection, String name, String instance, byte[] json) throws SQLException {
        try (var update = connection.prepareStatement("""
                update scheduled_tasks
                set task_data = ?
                where task_name = ? and task_instance = ?
                """)) {
            update.setBytes(1, json);
            update.setString(2, name);
            update.setString(3, instance);
            update.executeUpdate();
        }
    }

    /** Empty for what no version of LeadHub has written; such a job fails by itself, and the upgrade doesn't. */
    private static Optional<byte[]> json(byte[] serialized) throws ClassNotFoundException {
        try (var in = new Serialized(serialized)) {
            return Optional.of(Json.MAPPER.writeValueAsBytes(in.readObject()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes nothing but those shapes, whatever the bytes name. */
    private static final class Serialized extends ObjectInputStream {
        Serialized(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
            var name = super.readClassDescriptor().getName();
            var shape = SHAPES.get(name);
            if (shape == null) {
                throw new InvalidClassException(name, "No job bears this");
            }
            return ObjectStreamClass.lookup(shape);
        }
    }
}
