package leadhub.bots;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on bots. */
@Component
class BotSql {
    private static final String COLUMNS = """
            id, number, name, language, texts, translations, primary_color, avatar_url, allowed_hosts, is_active,
            asks_email, asks_phone, retention_days, created_at, updated_at""";

    private final Sql sql;

    BotSql(Sql sql) {
        this.sql = sql;
    }

    long count(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from bots
                where workspace_id = ?
                  and removed_at is null
                """, workspaceId);
    }

    void insert(long workspaceId, String id, BotTerms terms, Instant now) {
        sql.update(workspaceId, """
                insert into bots
                    (workspace_id, id, name, language, texts, translations, primary_color, avatar_url, allowed_hosts,
                     is_active, asks_email, asks_phone, retention_days, created_at, updated_at)
                values (:workspace, :id, :name, :language, :texts::jsonb, :translations::jsonb, :color, :avatar, :hosts,
                        :active, :email, :phone, :retention, :now, :now)
                """, values(workspaceId, id, terms, now));
    }

    void update(long workspaceId, String id, BotTerms terms, Instant now) {
        sql.update(workspaceId, """
                update bots
                set name = :name, language = :language, texts = :texts::jsonb, translations = :translations::jsonb,
                    primary_color = :color, avatar_url = :avatar, allowed_hosts = :hosts, is_active = :active,
                    asks_email = :email, asks_phone = :phone, retention_days = :retention,
                    updated_at = :now
                where workspace_id = :workspace
                  and id = :id
                """, values(workspaceId, id, terms, now));
    }

    private static NamedValues values(long workspaceId, String id, BotTerms terms, Instant now) {
        return NamedValues.of("workspace", workspaceId)
                .and("id", id)
                .and("name", terms.name())
                .and("language", terms.language())
                .and("texts", Json.write(terms.texts().json()))
                .and("translations", json(terms.translations()))
                .and("color", terms.primaryColor())
                .and("avatar", terms.avatarUrl())
                .and("hosts", terms.allowedHosts().toArray(String[]::new))
                .and("active", terms.isActive())
                .and("email", terms.asksEmail())
                .and("phone", terms.asksPhone())
                .and("retention", terms.retentionDays())
                .and("now", now);
    }

    void remove(long workspaceId, String id, Instant now) {
        sql.update(workspaceId, """
                update bots
                set removed_at = ?
                where workspace_id = ?
                  and id = ?
                """, now, workspaceId, id);
    }

    /** For how many days they keep what is said, by their ids; deleted ones too. */
    Map<String, Integer> retentions(long workspaceId) {
        var all = new TreeMap<String, Integer>();
        sql.query(workspaceId, row -> all.put(row.getString("id"), row.getInt("retention_days")), """
                select id, retention_days
                from bots
                where workspace_id = ?
                  and retention_days is not null
                """, workspaceId);
        return all;
    }

    void publish(String id, long workspaceId) {
        sql.globalUpdate("""
                insert into bot_ids (bot_id, workspace_id)
                values (?, ?)
                """, id, workspaceId);
    }

    void unpublish(String id) {
        sql.globalUpdate("""
                delete from bot_ids
                where bot_id = ?
                """, id);
    }

    Optional<Long> workspaceOf(String id) {
        return sql.globalQuery(row -> row.getLong("workspace_id"), """
                        select workspace_id
                        from bot_ids
                        where bot_id = ?
                        """, id).stream()
                .findFirst();
    }

    /** The newest first. */
    Page<Bot> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of(
                        "select count(*) from bots where workspace_id = ? and removed_at is null", workspaceId),
                BotSql::read,
                Sql.Statement.of("""
                        select %s
                        from bots
                        where workspace_id = ?
                          and removed_at is null
                        order by created_at desc, id desc
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    Optional<Bot> find(long workspaceId, String id) {
        return find(workspaceId, id, "");
    }

    Optional<Bot> lock(long workspaceId, String id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<Bot> find(long workspaceId, String id, String lock) {
        return sql.find(workspaceId, BotSql::read, """
                select %s
                from bots
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    private static String json(Map<String, BotTexts> translations) {
        var json = Json.MAPPER.createObjectNode();
        translations.forEach((language, texts) -> json.set(language, texts.json()));
        return Json.write(json);
    }

    private static Bot read(ResultSet row) throws SQLException {
        var translations = new TreeMap<String, BotTexts>();
        Json.MAPPER
                .readTree(row.getString("translations"))
                .properties()
                .forEach(member -> translations.put(member.getKey(), BotTexts.of(member.getValue())));
        var terms = new BotTerms(
                row.getString("name"),
                row.getString("language"),
                BotTexts.of(Json.MAPPER.readTree(row.getString("texts"))),
                translations,
                row.getString("primary_color"),
                row.getString("avatar_url"),
                List.copyOf(
                        Arrays.asList((String[]) row.getArray("allowed_hosts").getArray())),
                row.getBoolean("is_active"),
                row.getBoolean("asks_email"),
                row.getBoolean("asks_phone"),
                row.getObject("retention_days", Integer.class));
        return new Bot(
                row.getString("id"),
                row.getLong("number"),
                terms,
                new Bot.Counts(0, 0),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
