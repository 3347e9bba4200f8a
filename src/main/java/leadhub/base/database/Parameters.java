package leadhub.base.database;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How values are bound to statements. */
final class Parameters {
    private Parameters() {}

    static void bind(Connection connection, PreparedStatement prepared, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> prepared.setObject(index, null);
            case String text -> prepared.setString(index, text);
            case Long number -> prepared.setLong(index, number);
            case Integer number -> prepared.setInt(index, number);
            case Boolean bool -> prepared.setBoolean(index, bool);
            case BigDecimal number -> prepared.setBigDecimal(index, number);
            case LocalDate day -> prepared.setObject(index, day);
            case Instant instant -> prepared.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case byte[] bytes -> prepared.setBytes(index, bytes);
            case long[] numbers -> prepared.setObject(index, numbers);
            case int[] numbers -> prepared.setObject(index, numbers);
            case byte[][] all -> prepared.setArray(index, connection.createArrayOf("bytea", all));
            case String[] texts -> prepared.setArray(index, connection.createArrayOf("text", texts));
            default -> throw new IllegalArgumentException("Can't bind a " + value.getClass());
        }
    }

    /**
     * Whether some are nulls. The driver asks for the type of a null, and from then on sends statements of that text one
     * by one: what was set for their transaction would be forgotten before they run. So such a text is marked, and needs
     * a transaction.
     */
    static boolean haveNulls(List<Sql.Statement> batch) {
        for (var statement : batch) {
            for (var value : statement.values()) {
                if (value == null) {
                    return true;
                }
            }
        }
        return false;
    }
}
