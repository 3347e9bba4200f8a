package leadhub.bots.knowledge;

import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on questions that found no answer. */
@Component
class QuestionSql {
    private final Sql sql;

    QuestionSql(Sql sql) {
        this.sql = sql;
    }

    /** Once more, or one more as long as there are fewer than that. */
    void keep(long workspaceId, String botId, long conversationId, NewQuestion question, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into unanswered_questions
                    (workspace_id, bot_id, language, question_key, question, times, conversation_id, asked_at)
                select :workspace, :bot, :language, :key, :question, 1, :conversation, :now
                where (select count(*)
                       from unanswered_questions
                       where workspace_id = :workspace
                         and bot_id = :bot) < :most
                on conflict (workspace_id, bot_id, language, question_key) do update
                set times = unanswered_questions.times + 1, asked_at = excluded.asked_at
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("bot", botId)
                        .and("language", question.language())
                        .and("key", question.key())
                        .and("question", question.text())
                        .and("conversation", conversationId)
                        .and("now", now)
                        .and("most", UnansweredQuestion.MOST));
    }

    /** @param key by which the same is known */
    record NewQuestion(String language, String key, String text) {}

    List<UnansweredQuestion> list(long workspaceId, String botId) {
        return sql.query(
                workspaceId,
                row -> new UnansweredQuestion(
                        row.getString("language"),
                        row.getString("question"),
                        row.getInt("times"),
                        Times.get(row, "asked_at")),
                """
                select language, question, times, asked_at
                from unanswered_questions
                where workspace_id = ?
                  and bot_id = ?
                order by times desc, asked_at desc, language, question_key
                """,
                workspaceId,
                botId);
    }

    void delete(long workspaceId, String botId, String language, String key) {
        sql.update(workspaceId, """
                delete from unanswered_questions
                where workspace_id = ?
                  and bot_id = ?
                  and language = ?
                  and question_key = ?
                """, workspaceId, botId, language, key);
    }
}
