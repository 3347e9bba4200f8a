package leadhub.imports;

import java.util.List;
import java.util.function.Consumer;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The rows that an import refused or holds, as they were sent; kept for 30 days, for who brought the file and for admins. */
@Service
public class ImportErrors {
    private static final int STEP = 500;

    private final ImportRowSql sql;

    ImportErrors(ImportRowSql sql) {
        this.sql = sql;
    }

    /** A refused or held row. */
    public record Refused(long line, List<@Nullable String> cells, List<Import.Preview.Error> reasons) {}

    /** Hands them over in their order, some hundreds in memory at a time. */
    public void each(Caller caller, Import one, Consumer<Refused> row) {
        requireSight(caller, one);
        var after = 0L;
        for (var rows = sql.left(caller.workspaceId(), one.id(), after, STEP); !rows.isEmpty(); ) {
            for (var left : rows) {
                row.accept(new Refused(
                        left.line(),
                        left.cells(),
                        Import.Preview.Error.of(one.guess().heads(), left.faults())));
                after = left.line();
            }
            rows = rows.size() < STEP ? List.of() : sql.left(caller.workspaceId(), one.id(), after, STEP);
        }
    }

    /** Refuses those who may not see what stands in the rows. */
    public void requireSight(Caller caller, Import one) {
        if (!Imports.seesRows(caller, one)) {
            throw new Problem.Forbidden(Refusal.of("import.not_yours")).exception();
        }
    }
}
