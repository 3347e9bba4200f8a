package leadhub.panel;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import leadhub.base.Caller;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on forms that were sent. */
@Component
class SentFormSql {
    private final Sql sql;

    SentFormSql(Sql sql) {
        this.sql = sql;
    }

    /** Takes a form's token, unless it was taken before; forgets those of the user that are too old to come again. */
    boolean take(Caller caller, UUID token, Instant now, Instant forgotten) {
        return sql.find(
                        caller.workspaceId(),
                        row -> row.getBoolean(1),
                        """
                        with old as (
                            delete from sent_forms
                            where workspace_id = :workspace_id
                              and user_id = :user_id
                              and sent_at < :forgotten
                        )
                        insert into sent_forms (workspace_id, user_id, token, sent_at)
                        values (:workspace_id, :user_id, :token::uuid, :now)
                        on conflict do nothing
                        returning true
                        """,
                        NamedValues.of("workspace_id", caller.workspaceId())
                                .and("user_id", caller.actor().id())
                                .and("forgotten", forgotten)
                                .and("token", token.toString())
                                .and("now", now))
                .isPresent();
    }

    /** Where the answer to a form led; empty as long as there is none. */
    Optional<String> ledTo(Caller caller, UUID token) {
        return sql.find(
                        caller.workspaceId(),
                        row -> Optional.ofNullable(row.getString("led_to")),
                        """
                select led_to
                from sent_forms
                where workspace_id = ?
                  and user_id = ?
                  and token = ?::uuid
                """,
                        caller.workspaceId(),
                        caller.actor().id(),
                        token.toString())
                .flatMap(path -> path);
    }

    void answered(Caller caller, UUID token, String ledTo) {
        sql.update(
                caller.workspaceId(),
                """
                update sent_forms
                set led_to = ?
                where workspace_id = ?
                  and user_id = ?
                  and token = ?::uuid
                """,
                ledTo,
                caller.workspaceId(),
                caller.actor().id(),
                token.toString());
    }

    /** Gives a token back: what the form asked for was refused. */
    void giveBack(Caller caller, UUID token) {
        sql.update(
                caller.workspaceId(), """
                delete from sent_forms
                where workspace_id = ?
                  and user_id = ?
                  and token = ?::uuid
                """, caller.workspaceId(), caller.actor().id(), token.toString());
    }
}
