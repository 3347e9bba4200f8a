package leadhub.forms.blocks;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import leadhub.forms.blocks.BlockList.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The block lists of workspaces, which are asked for each submission and therefore remembered. */
@Service
public class Blocks {
    private final BlockSql sql;
    private final Audit audit;
    private final Remembered<BlockFilter> known;

    Blocks(BlockSql sql, Audit audit, Signals signals) {
        this.sql = sql;
        this.audit = audit;
        this.known = new Remembered<>(signals, "form_blocks", workspaceId -> new BlockFilter(sql.list(workspaceId)));
    }

    /** What the workspace blocks. */
    BlockList list(long workspaceId) {
        return sql.list(workspaceId);
    }

    /** The same, ready to look at what is sent. */
    public BlockFilter filter(long workspaceId) {
        return known.get(workspaceId);
    }

    /**
     * Puts lists in place of those that there are, unless somebody has changed them meanwhile.
     *
     * @param version of the lists that are replaced ({@link BlockList#version})
     * @param texts one entry a line
     */
    @Transactional
    public void replace(Caller caller, String version, Map<Kind, String> texts) {
        caller.require(Permission.WRITE_FORMS);
        var lists = new EnumMap<Kind, List<String>>(Kind.class);
        var errors = new LinkedHashMap<String, List<Refusal>>();
        texts.forEach((kind, text) -> {
            var lines = BlockList.lines(kind, text);
            lists.put(kind, lines);
            if (lines.size() > BlockList.MOST) {
                errors.put(kind.word(), List.of(Refusal.of("max.array").with("max", BlockList.MOST)));
            } else if (!lines.stream().allMatch(line -> BlockList.isValid(kind, line))) {
                errors.put(kind.word(), List.of(Refusal.of("invalid")));
            }
        });
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors).exception();
        }
        sql.lock(caller.workspaceId());
        var before = sql.list(caller.workspaceId());
        if (!before.version().equals(version)) {
            throw new Problem.Conflict(Refusal.of("record.busy")).exception();
        }
        lists.forEach((kind, lines) -> sql.replace(caller.workspaceId(), kind, lines));
        known.changed(caller.workspaceId());
        audit.record(
                caller,
                "form_blocks.changed",
                caller.workspaceId(),
                audited(before),
                audited(sql.list(caller.workspaceId())));
    }

    private static Map<String, Object> audited(BlockList list) {
        return Map.of("domains", list.domains(), "words", list.words(), "addresses", list.addresses());
    }
}
