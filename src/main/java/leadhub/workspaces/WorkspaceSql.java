package leadhub.workspaces;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Currencies;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.panel.DateFormat;
import org.springframework.stereotype.Component;

/** Every statement on the workspace table. */
@Component
class WorkspaceSql {
    private final Sql sql;

    WorkspaceSql(Sql sql) {
        this.sql = sql;
    }

    List<Workspace> all() {
        return sql.globalQuery(WorkspaceSql::read, """
                select id, slug, name, time_zone, default_country, currency, language, date_format, created_at
                from workspaces
                order by id
                """);
    }

    List<Long> ids() {
        return sql.globalQuery(row -> row.getLong("id"), "select id from workspaces order by id");
    }

    Optional<Workspace> find(String slug) {
        return sql.globalQuery(WorkspaceSql::read, """
                        select id, slug, name, time_zone, default_country, currency, language, date_format, created_at
                        from workspaces
                        where slug = ?
                        """, slug).stream().findFirst();
    }

    Workspace get(long id) {
        return sql.globalQuery(WorkspaceSql::read, """
                select id, slug, name, time_zone, default_country, currency, language, date_format, created_at
                from workspaces
                where id = ?
                """, id).getFirst();
    }

    /** Until the transaction ends, nobody else changes the workspace. */
    Workspace lock(long id) {
        return sql.globalQuery(WorkspaceSql::read, """
                select id, slug, name, time_zone, default_country, currency, language, date_format, created_at
                from workspaces
                where id = ?
                for update
                """, id).getFirst();
    }

    Workspace update(Workspace workspace, Instant now) {
        return sql.globalQuery(
                        WorkspaceSql::read,
                        """
                        update workspaces
                        set name = :name, time_zone = :time_zone, default_country = :default_country, currency = :currency, language = :language, date_format = :date_format, updated_at = :updated_at
                        where id = :id
                        returning id, slug, name, time_zone, default_country, currency, language, date_format, created_at
                        """,
                        NamedValues.of("name", workspace.name())
                                .and("time_zone", workspace.timeZone())
                                .and("default_country", workspace.defaultCountry())
                                .and("currency", workspace.currency())
                                .and("language", workspace.language())
                                .and("date_format", workspace.dateFormat().word())
                                .and("updated_at", now)
                                .and("id", workspace.id()))
                .getFirst();
    }

    /** Empty if the slug is in use. */
    Optional<Workspace> insert(NewWorkspace workspace, Instant now) {
        return sql
                .globalQuery(
                        WorkspaceSql::read,
                        """
                        insert into workspaces (slug, name, time_zone, default_country, currency, created_at, updated_at)
                        values (:slug, :name, :time_zone, :default_country, :currency, :now, :now)
                        on conflict (slug) do nothing
                        returning id, slug, name, time_zone, default_country, currency, language, date_format, created_at
                        """,
                        NamedValues.of("slug", workspace.slug())
                                .and("name", workspace.name())
                                .and("time_zone", workspace.timeZone())
                                .and("default_country", workspace.defaultCountry())
                                .and("currency", Currencies.of(workspace.defaultCountry()))
                                .and("now", now))
                .stream()
                .findFirst();
    }

    private static Workspace read(ResultSet row) throws SQLException {
        return new Workspace(
                row.getLong("id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("time_zone"),
                row.getString("default_country"),
                row.getString("currency"),
                row.getString("language"),
                DateFormat.of(row.getString("date_format")),
                Times.get(row, "created_at"));
    }
}
