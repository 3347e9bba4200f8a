package leadhub.base.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.settings.SetupProblem;

/** The superuser of the embedded PostgreSQL, and the owner of its one database. */
final class BuiltInRoles {
    private static final String DATABASE = "leadhub";
    private static final String OWNER = "leadhub_owner";

    private BuiltInRoles() {}

    static DatabaseLogin owner(int port, String secret) {
        return login(port, DATABASE, OWNER, derived(secret));
    }

    static DatabaseLogin superuser(int port, String secret) {
        return login(port, "postgres", "postgres", secret);
    }

    /** Makes owner and database unless both are there, and thereby proves that this PostgreSQL is ours and answers. */
    static void make(int port, String secret) {
        var owner = owner(port, secret);
        try {
            owner.connect().close();
            return;
        } catch (SQLException e) {
            // The first start, or one that was killed before it came this far.
        }
        try (var superuser = superuser(port, secret).connect()) {
            makeRole(superuser, derived(secret));
            makeDatabase(superuser);
            owner.connect().close();
        } catch (SQLException e) {
            throw new SetupProblem(
                    "The embedded PostgreSQL on port " + port + " refuses us (" + e.getMessage()
                            + "): look into postgres.log in the data folder.",
                    e);
        }
    }

    private static void makeRole(Connection superuser, String password) throws SQLException {
        try (var statement = superuser.createStatement()) {
            // Hexadecimal throughout, so nothing needs quoting.
            statement.execute("""
                    do $$
                    begin
                      if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s;
                      end if;
                      alter role %1$s login createrole password '%2$s';
                    end
                    $$""".formatted(OWNER, password));
        }
    }

    private static void makeDatabase(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("create database " + DATABASE + " owner " + OWNER);
        } catch (SQLException e) {
            if (!"42P04".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static DatabaseLogin login(int port, String database, String user, String password) {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?sslmode=disable&gssEncMode=disable&ApplicationName=leadhub&loginTimeout=30";
        return new DatabaseLogin(url, user, password, null);
    }

    /** So that one secret file is enough. */
    private static String derived(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(OWNER.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
