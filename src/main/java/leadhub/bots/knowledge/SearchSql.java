package leadhub.bots.knowledge;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements by which questions find passages. */
@Component
class SearchSql {
    private static final int MOST_CANDIDATES = 30;

    private final Sql sql;

    SearchSql(Sql sql) {
        this.sql = sql;
    }

    /** A word of a question, by the rules of its language, and how many passages have it. */
    record Word(String word, long passages) {}

    /** A passage that has some of the words. */
    record Candidate(FoundPassage found, Set<String> words) {}

    List<Word> words(long workspaceId, String botId, String language, String question) {
        return sql.query(
                workspaceId,
                row -> new Word(row.getString("word"), row.getLong("passages")),
                """
                select w.word,
                       (select count(*)
                        from knowledge_passages p
                        where p.workspace_id = :workspace
                          and p.bot_id = :bot
                          and p.language = :language
                          and p.search @@ quote_literal(w.word)::tsquery) as passages
                from unnest(tsvector_to_array(to_tsvector(:rules::regconfig, :question))) as w (word)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("bot", botId)
                        .and("language", language)
                        .and("rules", SearchWords.rules(language))
                        .and("question", question));
    }

    List<Candidate> candidates(long workspaceId, String botId, String language, List<String> words) {
        return sql.query(
                workspaceId,
                row -> new Candidate(KnowledgeSql.found(row), texts(row.getArray("words"))),
                """
                select d.title, d.url, p.document_id, p.number, p.heading, p.content,
                       array(select w from unnest(:words) w where p.search @@ quote_literal(w)::tsquery) as words
                from knowledge_passages p
                join knowledge_documents d on d.workspace_id = :workspace and d.id = p.document_id
                where p.workspace_id = :workspace
                  and p.bot_id = :bot
                  and p.language = :language
                  and p.search @@ (select string_agg(quote_literal(w), ' | ') from unnest(:words) w)::tsquery
                order by ts_rank(p.search, (select string_agg(quote_literal(w), ' | ') from unnest(:words) w)::tsquery, 1) desc,
                         p.document_id, p.number
                limit :most
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("bot", botId)
                        .and("language", language)
                        .and("words", words.toArray(String[]::new))
                        .and("most", MOST_CANDIDATES));
    }

    private static Set<String> texts(java.sql.Array array) throws SQLException {
        return Set.copyOf(Arrays.asList((String[]) array.getArray()));
    }

    long passages(long workspaceId, String botId, String language) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from knowledge_passages
                where workspace_id = ?
                  and bot_id = ?
                  and language = ?
                """, workspaceId, botId, language);
    }
}
