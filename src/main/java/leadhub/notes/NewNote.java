package leadhub.notes;

import leadhub.files.StagedFiles;
import leadhub.tasks.NewTask;
import org.jspecify.annotations.Nullable;

/**
 * A note as somebody writes it on a lead's page.
 *
 * @param files what comes with it
 * @param next the task that follows from it; null for none
 */
public record NewNote(
        NoteKind kind,
        String body,
        StagedFiles files,
        @Nullable NewTask next) {}
