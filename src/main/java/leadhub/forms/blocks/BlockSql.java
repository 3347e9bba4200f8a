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
        var all = sql.query(workspaceId, row -> new Entry(row.getString("kind"), row.getString("value")), """
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
        for (var value : values) {
            sql.update(workspaceId, """
                    insert into form_blocks (workspace_id, kind, value)
                    values (?, ?, ?)
                    """, workspaceId, kind.word(), value);
        }
    }
}
