package leadhub.base.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import leadhub.base.settings.SetupProblem;

/**
 * Spreads the tables of workspaces over the machines of a Citus cluster, each workspace whole on one of them. Tables that
 * belong to none stay on the first machine. Can be run again: what is spread already is left alone.
 */
public final class Distribution {
    private static final int OLDEST_MAJOR = 12;

    private final Database database;

    public Distribution(Database database) {
        this.database = database;
    }

    /**
     * What there is to do.
     *
     * @param machines where rows will be
     * @param refusals what keeps it from being done, each with what to do about it
     * @param tables those not spread yet, each after those that it refers to
     */
    public record Plan(
            String version, List<String> machines, List<String> refusals, List<String> spread, List<String> tables) {}

    /** Looks, and changes nothing. */
    public Plan plan() {
        try (var connection = database.owner().connect()) {
            return plan(connection);
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    /** Spreads what isn't yet, one table after the other; told of each that is done. */
    public void run(Consumer<String> done) {
        try (var connection = database.owner().connect()) {
            var plan = plan(connection);
            if (!plan.refusals().isEmpty()) {
                throw new SetupProblem(String.join("\n", plan.refusals()));
            }
            var beside = plan.spread().isEmpty() ? "default" : plan.spread().getFirst();
            for (var table : plan.tables()) {
                DistributionSql.spread(connection, table, beside);
                beside = beside.equals("default") ? table : beside;
                done.accept(table);
            }
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    private Plan plan(Connection connection) throws SQLException {
        var version = DistributionSql.version(connection);
        if (version.isEmpty()) {
            var refusal =
                    "This database has no Citus: install it on every machine, run \"create extension citus\" in this "
                            + "database on each, and add the machines with citus_add_node.";
            return new Plan("", List.of(), List.of(refusal), List.of(), List.of());
        }
        var machines = DistributionSql.machines(connection);
        var tables = DistributionSql.toSpread(connection);
        var refusals = new ArrayList<String>();
        refuseCluster(version.getFirst(), machines, refusals);
        DistributionSql.withoutWorkspace(connection)
                .forEach(table -> refusals.add(
                        "The table " + table + " can't be spread: workspace_id isn't in all of its unique keys."));
        DistributionSql.spreadOtherwise(connection)
                .forEach(table -> refusals.add("The table " + table + " is spread in another way than the others; "
                        + "undistribute_table('" + table + "') takes that back."));
        if (!DistributionSql.seesAllRows(connection)) {
            for (var table : tables) {
                if (DistributionSql.hasRows(connection, table)) {
                    refusals.add("The table " + table + " has rows, and row-level security hides them from "
                            + database.owner().user()
                            + ": stop the servers and run this with a superuser in --database-url.");
                }
            }
        }
        return new Plan(
                version.getFirst(), machines, List.copyOf(refusals), DistributionSql.spread(connection), tables);
    }

    private void refuseCluster(String version, List<String> machines, List<String> refusals) throws SQLException {
        if (Integer.parseInt(version.replaceAll("\\D.*", "")) < OLDEST_MAJOR) {
            refusals.add("Citus " + version + " is too old: LeadHub needs Citus " + OLDEST_MAJOR + " or newer.");
        }
        if (machines.isEmpty()) {
            refusals.add("The cluster has no machine to spread rows to: add some with citus_add_node.");
        }
        try (var application = database.application().connect()) {
            DistributionSql.unreachable(application)
                    .forEach(machine ->
                            refusals.add("The role " + database.application().user() + " can't reach "
                                    + machine + " from the first machine: start it, make the role there, and let it in "
                                    + "(pg_hba.conf there, .pgpass here)."));
        }
    }

    private static SetupProblem problem(SQLException e) {
        return new SetupProblem(
                "The tables can't be spread (" + e.getMessage()
                        + "): what was done stays; mend that and run this again.",
                e);
    }
}
