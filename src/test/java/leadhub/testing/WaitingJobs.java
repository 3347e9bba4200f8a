package leadhub.testing;

import leadhub.base.database.Sql;

/**
 * Jobs that a workspace has left and nobody has done yet. Those of others don't count: where another test's mail server is gone, a
 * job is tried for hours.
 */
public final class WaitingJobs {
    private WaitingJobs() {}

    public static long count(TestServer server, TestWorkspace workspace, String job) {
        return server.bean(Sql.class)
                .globalQuery(row -> row.getLong(1), """
                        select count(*)
                        from scheduled_tasks
                        where task_name = ?
                          and convert_from(task_data, 'UTF8')::json ->> 'workspaceId' = ?
                        """, job, Long.toString(workspace.id()))
                .getFirst();
    }
}
