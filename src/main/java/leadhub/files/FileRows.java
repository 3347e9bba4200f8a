package leadhub.files;

import java.util.List;

/**
 * Files of a lead, as its page lists them.
 *
 * @param others what other features keep; with the latest alone
 * @param older the id of the file to go on from; 0 if there is nothing older
 */
public record FileRows(long leadId, List<LeadFile> files, List<OtherFiles.Shown> others, long older) {
    public boolean isEmpty() {
        return files.isEmpty() && others.isEmpty();
    }
}
