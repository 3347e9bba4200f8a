package leadhub.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** A transaction that locks rows of a workspace, and tells who waits for them. Closing it rolls it back. */
public final class LockHolder implements AutoCloseable {
    private final TestWorkspace workspace;
    private final Connection connection;
    private final Blocked blocked;

    private LockHolder(TestServer server, TestWorkspace workspace, Connection connection) throws SQLException {
        this.workspace = workspace;
        this.connection = connection;
        this.blocked = Blocked.by(server, connection);
    }

    public static LockHolder in(TestServer server, TestWorkspace workspace) throws SQLException {
        var connection = server.database().application().connect();
        connection.setAutoCommit(false);
        var holder = new LockHolder(server, workspace, connection);
        // Of a setting that is made in any other way the machines of a cluster don't hear.
        holder.execute("select set_workspace('%d')".formatted(workspace.id()));
        // It idles until somebody waits for it, and another process may take its time to start.
        holder.execute("set idle_in_transaction_session_timeout = 0");
        return holder;
    }

    /** The same with a lead that is locked already. */
    public static LockHolder of(TestServer server, TestWorkspace workspace, long leadId) throws SQLException {
        var holder = in(server, workspace);
        holder.lockLead(leadId);
        return holder;
    }

    public void lockLead(long id) throws SQLException {
        execute("select from leads where workspace_id = %d and id = %d for update".formatted(workspace.id(), id));
    }

    public void execute(String statement) throws SQLException {
        try (var any = connection.createStatement()) {
            any.execute(statement);
        }
    }

    /** Whether somebody waits for it. */
    public boolean blocks() throws SQLException {
        return blocked.isAnybody();
    }

    /** How many wait for it, and for those who do. */
    public long blocked() throws SQLException {
        return blocked.count();
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
