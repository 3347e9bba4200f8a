package leadhub.integrations.hooks;

import java.time.Instant;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.integrations.HookOwner;
import org.springframework.stereotype.Component;

/** Every statement on signatures that were used. */
@Component
class UsedSignatureSql {
    private final Sql sql;

    UsedSignatureSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds one, and forgets some that are old.
     *
     * @return false if it was used before
     */
    boolean add(HookOwner owner, String once, byte[] bodyHash, Instant now, Instant old) {
        return sql.update(
                        owner.workspaceId(),
                        """
                with old as (
                    delete from used_signatures
                    where workspace_id = :workspace_id
                      and used_at < :old
                      and once = any (array(
                        select once
                        from used_signatures
                        where workspace_id = :workspace_id
                          and used_at < :old
                        order by used_at
                        limit 100
                        for update skip locked
                    ))
                )
                insert into used_signatures (workspace_id, integration_id, once, body_hash, used_at)
                values (:workspace_id, :integration_id, :once, :body_hash, :now)
                on conflict (workspace_id, integration_id, once) do nothing
                """,
                        NamedValues.of("workspace_id", owner.workspaceId())
                                .and("integration_id", owner.integrationId())
                                .and("once", once)
                                .and("body_hash", bodyHash)
                                .and("now", now)
                                .and("old", old))
                == 1;
    }

    /** Whether it was used for a post with that hash. */
    boolean is(HookOwner owner, String once, byte[] bodyHash) {
        return sql.get(
                owner.workspaceId(),
                row -> row.getBoolean(1),
                """
                select exists (
                    select
                    from used_signatures
                    where workspace_id = ?
                      and integration_id = ?
                      and once = ?
                      and body_hash = ?)
                """,
                owner.workspaceId(),
                owner.integrationId(),
                once,
                bodyHash);
    }
}
