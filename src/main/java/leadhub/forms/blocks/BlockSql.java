package leadhub.forms.blocks;

import java.util.List;
import leadhub.base.database.Sql;
import leadhub.forms.blocks.BlockList.Kind;
import org.springframework.stereotype.Component;

/** The statements on block lists. */
@Component
class BlockSql {
    private final Sql sql;

    BlockSql(Sql sql) {
        this.sql = sql;
    }

    private record Entry(String kind, String value) {}

    BlockList list(long workspaceId) {
        var all = sql.query(
                workspaceId, row -> new Entry(row.getString("kind"), row.getString("value")), """
                select kind, value
                from form_blocks
                where workspace_id = ?
                order by kind, value
                """, workspaceId);
        return new BlockList(of(all, Kind.DOMAIN), of(all, Kind.WORD), of(all, Kind.ADDRESS));
    }

    private static List<String> of(List<Entry> all, Kind kind) {
        return all.stream()
                .filter(entry -> entry.kind().equals(kind.word()))
                .map(Entry::value)
                .toList();
    }

    void replace(long workspaceId, Kind kind, List<String> values) {
        sql.update(workspaceId, """
                delete from form_blocks
                where workspace_id = ?
                  and kind = ?
                """, workspaceId, kind.word());
        sql.update(workspaceId, """
                insert into form_blocks (workspace_id, kind, value)
                select ?, ?, value
                from unnest(?::text[]) as value
                on conflict do nothing
                """, workspaceId, kind.word(), values.toArray(String[]::new));
    }

    /** Lets nobody else change the lists until the transaction ends. */
    void lock(long workspaceId) {
        sql.query(
                workspaceId,
                row -> "",
                "select pg_advisory_xact_lock(hashtextextended('form_blocks', ?))",
                workspaceId);
    }
}
