package leadhub.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.base.settings.SmtpServer.Security;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the workspaces' own mail servers. */
@Component
class MailServerSql {
    private final Sql sql;

    MailServerSql(Sql sql) {
        this.sql = sql;
    }

    /** A mail server with its password as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(MailServer server, byte @Nullable [] passwordSealed) {}

    Optional<Kept> find(long workspaceId) {
        return sql.find(workspaceId, MailServerSql::read, """
                select host, port, security, sign_in_name, password_sealed, from_address
                from mail_servers
                where workspace_id = ?
                """, workspaceId);
    }

    /** Whether any workspace has one. */
    boolean existsAnywhere() {
        return !sql.globalQuery(row -> row.getLong("id"), """
                select id
                from workspaces
                where has_mail_server
                limit 1
                """).isEmpty();
    }

    void put(long workspaceId, MailServer server, byte @Nullable [] passwordSealed, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into mail_servers
                    (workspace_id, host, port, security, sign_in_name, password_sealed, from_address, updated_at)
                values (:workspace_id, :host, :port, :security, :sign_in_name, :password_sealed, :from_address, :updated_at)
                on conflict (workspace_id) do update
                set host = excluded.host, port = excluded.port, security = excluded.security,
                    sign_in_name = excluded.sign_in_name, password_sealed = excluded.password_sealed,
                    from_address = excluded.from_address, updated_at = excluded.updated_at
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("host", server.host())
                        .and("port", server.port())
                        .and("security", server.security().word())
                        .and("sign_in_name", server.user())
                        .and("password_sealed", passwordSealed)
                        .and("from_address", server.from())
                        .and("updated_at", now));
    }

    boolean reseal(long workspaceId, byte[] was, byte[] passwordSealed) {
        return sql.update(workspaceId, """
                update mail_servers
                set password_sealed = ?
                where workspace_id = ?
                  and password_sealed = ?
                """, passwordSealed, workspaceId, was) == 1;
    }

    boolean delete(long workspaceId) {
        return sql.update(workspaceId, """
                delete from mail_servers
                where workspace_id = ?
                """, workspaceId) == 1;
    }

    void note(long workspaceId, boolean hasMailServer) {
        sql.globalUpdate("""
                update workspaces
                set has_mail_server = ?
                where id = ?
                """, hasMailServer, workspaceId);
    }

    private static Kept read(ResultSet row) throws SQLException {
        var sealed = row.getBytes("password_sealed");
        return new Kept(
                new MailServer(
                        row.getString("host"),
                        row.getInt("port"),
                        Security.ofWord(row.getString("security")).orElseThrow(),
                        row.getString("sign_in_name"),
                        sealed != null,
                        row.getString("from_address")),
                sealed);
    }
}
