package leadhub.imports.mappings;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on remembered mappings. */
@Component
class ImportMappingSql {
    private final Sql sql;

    ImportMappingSql(Sql sql) {
        this.sql = sql;
    }

    Optional<String> find(long workspaceId, String signature) {
        return sql.find(workspaceId, row -> row.getString(1), """
                select mapping
                from import_mappings
                where workspace_id = ?
                  and signature = ?
                """, workspaceId, signature);
    }

    void put(long workspaceId, String signature, String mapping, Instant now) {
        sql.update(workspaceId, """
                insert into import_mappings (workspace_id, signature, mapping, used_at)
                values (?, ?, ?::jsonb, ?)
                on conflict (workspace_id, signature) do update
                set mapping = excluded.mapping,
                    used_at = excluded.used_at
                """, workspaceId, signature, mapping, now);
    }

    /** Leaves the ones that were used last. */
    void forget(long workspaceId, int most) {
        sql.update(workspaceId, """
                delete from import_mappings
                where workspace_id = ?
                  and signature = any (array(
                      select signature
                      from import_mappings
                      where workspace_id = ?
                      order by used_at desc, signature
                      offset ?))
                """, workspaceId, workspaceId, most);
    }
}
