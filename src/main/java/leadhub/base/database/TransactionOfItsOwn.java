package leadhub.base.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A transaction for one batch of statements outside any other. */
final class TransactionOfItsOwn {
    private TransactionOfItsOwn() {}

    static <T> T run(Connection connection, PreparedStatement prepared, Sql.Reader<T> reader) throws SQLException {
        connection.setAutoCommit(false);
        try {
            prepared.execute();
            var read = reader.read(prepared);
            connection.commit();
            connection.setAutoCommit(true);
            return read;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException broken) {
                // What broke the connection says more.
                e.addSuppressed(broken);
            }
            throw e;
        }
    }
}
