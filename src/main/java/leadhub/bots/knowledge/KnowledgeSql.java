package leadhub.bots.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on what bots know. */
@Component
class KnowledgeSql {
    private static final String COLUMNS = "id, bot_id, title, format, language, url, passages, created_by, created_at";
    private static final int AT_ONCE = 500;

    private final Sql sql;

    KnowledgeSql(Sql sql) {
        this.sql = sql;
    }

    List<KnowledgeDocument> list(long workspaceId, String botId) {
        return sql.query(workspaceId, KnowledgeSql::read, """
                select %s
                from knowledge_documents
                where workspace_id = ?
                  and bot_id = ?
                order by created_at desc, id desc
                """.formatted(COLUMNS), workspaceId, botId);
    }

    Optional<KnowledgeDocument> find(long workspaceId, String botId, long id) {
        return sql.find(workspaceId, KnowledgeSql::read, """
                select %s
                from knowledge_documents
                where workspace_id = ?
                  and bot_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, botId, id);
    }

    Map<String, Long> countByBot(long workspaceId, List<String> botIds) {
        var counts = new HashMap<String, Long>();
        sql.query(
                workspaceId,
                row -> counts.put(row.getString("bot_id"), row.getLong("documents")),
                """
                select bot_id, count(*) as documents
                from knowledge_documents
                where workspace_id = ?
                  and bot_id = any (?)
                group by bot_id
                """,
                workspaceId,
                botIds.toArray(String[]::new));
        return counts;
    }

    private static KnowledgeDocument read(ResultSet row) throws SQLException {
        return new KnowledgeDocument(
                row.getLong("id"),
                row.getString("bot_id"),
                row.getString("title"),
                DocumentFormat.ofWord(row.getString("format")).orElseThrow(),
                row.getString("language"),
                row.getString("url"),
                row.getInt("passages"),
                row.getString("created_by"),
                Times.get(row, "created_at"));
    }

    long insert(long workspaceId, String botId, NewDocument document, String createdBy, Instant now) {
        var id = sql.get(workspaceId, row -> row.getLong(1), "select nextval('knowledge_document_ids')");
        sql.update(
                workspaceId,
                """
                insert into knowledge_documents
                    (workspace_id, id, bot_id, title, format, language, url, passages, created_by, created_at)
                values (:workspace, :id, :bot, :title, :format, :language, :url, :passages, :by, :now)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("bot", botId)
                        .and("title", document.title())
                        .and("format", document.format().word())
                        .and("language", document.language())
                        .and("url", document.url())
                        .and("passages", document.passages().size())
                        .and("by", createdBy)
                        .and("now", now));
        for (var from = 0; from < document.passages().size(); from += AT_ONCE) {
            insert(workspaceId, botId, id, document, from);
        }
        return id;
    }

    private void insert(long workspaceId, String botId, long id, NewDocument document, int from) {
        var some =
                document.passages().subList(from, Math.min(document.passages().size(), from + AT_ONCE));
        sql.update(
                workspaceId,
                """
                insert into knowledge_passages
                    (workspace_id, document_id, number, bot_id, language, heading, content, search)
                select :workspace, :id, p.number + :from, :bot, :language, p.heading, p.content,
                       to_tsvector(:rules::regconfig, p.words)
                from unnest(:headings, :contents, :words) with ordinality as p (heading, content, words, number)
                on conflict do nothing
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("from", from)
                        .and("bot", botId)
                        .and("language", document.language())
                        .and("rules", SearchWords.rules(document.language()))
                        .and("headings", some.stream().map(Passage::heading).toArray(String[]::new))
                        .and("contents", some.stream().map(Passage::content).toArray(String[]::new))
                        .and(
                                "words",
                                some.stream()
                                        .map(one -> SearchWords.of(
                                                document.title() + "\n" + one.heading() + "\n" + one.content(),
                                                document.language()))
                                        .toArray(String[]::new)));
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from knowledge_passages
                where workspace_id = ?
                  and document_id = ?
                """, workspaceId, id);
        sql.update(workspaceId, """
                delete from knowledge_documents
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    /** How many documents and passages a bot has. */
    record Size(long documents, long passages) {}

    Size size(long workspaceId, String botId) {
        return sql.get(
                workspaceId,
                row -> new Size(row.getLong("documents"), row.getLong("passages")),
                """
                select count(*) as documents, coalesce(sum(passages), 0) as passages
                from knowledge_documents
                where workspace_id = ?
                  and bot_id = ?
                """,
                workspaceId,
                botId);
    }

    Optional<FoundPassage> passage(long workspaceId, String botId, long documentId, int number) {
        return sql.find(workspaceId, KnowledgeSql::found, """
                select d.title, d.url, p.document_id, p.number, p.heading, p.content
                from knowledge_passages p
                join knowledge_documents d on d.workspace_id = ? and d.id = p.document_id
                where p.workspace_id = ?
                  and p.bot_id = ?
                  and p.document_id = ?
                  and p.number = ?
                """, workspaceId, workspaceId, botId, documentId, number);
    }

    static FoundPassage found(ResultSet row) throws SQLException {
        return new FoundPassage(
                row.getString("title"),
                row.getString("url"),
                row.getLong("document_id"),
                row.getInt("number"),
                new Passage(row.getString("heading"), row.getString("content")));
    }
}
