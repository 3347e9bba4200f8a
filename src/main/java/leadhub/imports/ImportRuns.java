package leadhub.imports;

import java.util.function.Consumer;
import leadhub.base.Caller;
import leadhub.base.database.RetryOnConflict;
import leadhub.jobs.Jobs.StepResult;
import org.springframework.stereotype.Service;

/** Runs an import while its caller waits, beside the servers that may take steps of it too. */
@Service
public class ImportRuns {
    private final ImportSteps steps;
    private final Imports imports;

    ImportRuns(ImportSteps steps, Imports imports) {
        this.steps = steps;
        this.imports = imports;
    }

    /** To its end, unless earlier ones are still to be run. @param progress told now and then how far it is */
    public Import run(Caller caller, long id, Consumer<ImportCounts> progress) {
        var told = 0L;
        while (RetryOnConflict.run(() -> steps.step(caller.workspaceId(), id)) == StepResult.MORE) {
            var rows = imports.get(caller, id).rows();
            if (rows.processed() - told >= 10_000) {
                told = rows.processed();
                progress.accept(rows);
            }
        }
        return imports.get(caller, id);
    }
}
