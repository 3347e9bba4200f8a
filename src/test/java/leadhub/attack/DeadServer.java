package leadhub.attack;

import java.util.Locale;
import leadhub.base.database.DatabaseLogin;
import leadhub.testing.ApiClient;

/** A server is killed in the middle of a long job, and another one goes on with it. */
final class DeadServer implements Attack {
    private static final double SECONDS = 20;

    @Override
    public String name() {
        return "dead-server";
    }

    @Override
    public String promise() {
        return "a job whose server was killed is taken over by another one within 20 s";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        try (var installation = new Installation()) {
            var url = installation.databases.url();
            var one = installation.serve(Installation.freePort(), url);
            var other = installation.serve(Installation.freePort(), url);
            Installation.warmUp(ApiClient.leadHub(one.origin(), installation.key(url, "leadhub")));
            var owner = new DatabaseLogin(
                    "jdbc:postgresql://127.0.0.1:%d/leadhub".formatted(installation.databases.firstPort()),
                    "postgres",
                    null,
                    null);
            try (var connection = owner.connect();
                    var statement = connection.createStatement()) {
                // A pruning job that waits for this lock is under way for as long as we like.
                statement.execute("begin; lock table rate_windows in access exclusive mode");
                try (var second = owner.connect();
                        var watching = second.createStatement()) {
                    watching.execute("update scheduled_tasks set execution_time = now(), version = version + 1 "
                            + "where task_name = 'prune-rate-windows' and not picked");
                    var picker = "";
                    while (picker.isEmpty()) {
                        picker = picker(watching);
                    }
                    var dies = picker.contains(" " + one.pid() + " ") ? one : other;
                    dies.kill();
                    var killed = System.nanoTime();
                    var next = picker;
                    while (next.isEmpty() || next.equals(picker)) {
                        next = picker(watching);
                    }
                    var seconds = Installation.since(killed);
                    return new Outcome(
                            seconds < SECONDS, String.format(Locale.ROOT, "taken over after %.1f s", seconds));
                }
            }
        }
    }

    private static String picker(java.sql.Statement statement) throws java.sql.SQLException {
        try (var row = statement.executeQuery("select coalesce(max(picked_by), '') from scheduled_tasks "
                + "where task_name = 'prune-rate-windows' and picked")) {
            row.next();
            return row.getString(1);
        }
    }
}
