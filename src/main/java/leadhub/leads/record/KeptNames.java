package leadhub.leads.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Function;

/** What leads are called that are gone and kept as JSON, in a column {@code lead}. */
public final class KeptNames {
    /** No more of each than a list has room for. */
    public static final String COLUMNS = """
            left(lead ->> 'first_name', 255) as first_name, left(lead ->> 'last_name', 255) as last_name,
            left(lead ->> 'email', 320) as email, lead ->> 'phone' as phone, left(lead ->> 'company', 255) as company""";

    private KeptNames() {}

    /** The name, by the reader's language. */
    public static Function<Locale, String> read(ResultSet row, long id) throws SQLException {
        var firstName = row.getString("first_name");
        var lastName = row.getString("last_name");
        var email = row.getString("email");
        var phone = row.getString("phone");
        var company = row.getString("company");
        return reader -> LeadNames.of(reader, id, firstName, lastName, email, phone, company);
    }
}
