package leadhub.files;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.forms.files.FileSource;
import leadhub.forms.files.FormFiles;
import leadhub.forms.files.StoredFiles;
import leadhub.web.Turns;
import leadhub.web.intake.UploadLimits;
import leadhub.web.intake.UploadedFile;
import org.springframework.stereotype.Component;

/** Takes files that were sent: looks at them, and writes them down before the transaction in which they get their rows. */
@Component
public class FileUploads {
    public static final UploadLimits LIMITS = FormFiles.LIMITS;

    /** Where they stand in what is sent. */
    public static final String FIELD = "file";

    private static final int MOST_CHARACTERS = 255;

    private final LeadFiles leadFiles;
    private final StoredFiles files;

    FileUploads(LeadFiles leadFiles, StoredFiles files) {
        this.leadFiles = leadFiles;
        this.files = files;
    }

    /** Those that somebody has chosen: browsers send an empty one where nobody has. */
    public static List<UploadedFile> chosen(List<UploadedFile> sent) {
        return sent.stream()
                .filter(file -> file.field().equals(FIELD)
                        && (file.size() > 0 || !file.name().isBlank()))
                .toList();
    }

    /** Writes files down; whoever calls closes what comes back. Refused at {@link #FIELD} if one can't be kept. */
    public StagedFiles stage(Caller caller, List<UploadedFile> chosen) {
        if (chosen.isEmpty()) {
            return StagedFiles.none();
        }
        var types = types(chosen);
        if (!leadFiles.hasRoom(caller.workspaceId())) {
            throw Problem.invalid(FIELD, Refusal.of("file.a_day")).exception();
        }
        return Turns.outside(() -> write(caller.workspaceId(), chosen, types), StagedFiles::close);
    }

    private List<String> types(List<UploadedFile> chosen) {
        if (chosen.stream().mapToLong(UploadedFile::size).sum() > StoredFiles.MOST_TOGETHER) {
            throw new Problem.TooLarge().exception();
        }
        return chosen.stream().map(this::type).toList();
    }

    private String type(UploadedFile file) {
        if (file.size() == 0) {
            throw Problem.invalid(FIELD, Refusal.of("file.empty")).exception();
        }
        return files.type(FileSource.of(file))
                .orElseThrow(() ->
                        Problem.invalid(FIELD, Refusal.of("form.file_type")).exception());
    }

    private StagedFiles write(long workspaceId, List<UploadedFile> chosen, List<String> types) {
        var staged = new StagedFiles(id -> files.delete(workspaceId, id));
        try {
            for (var i = 0; i < chosen.size(); i++) {
                var file = chosen.get(i);
                var id = files.write(workspaceId, FileSource.of(file));
                staged.add(new StagedFiles.OnDisk(id, name(file), types.get(i), file.size()));
            }
            return staged;
        } catch (ProblemException e) {
            staged.close();
            throw e;
        }
    }

    /** The end of a long name says what it is. */
    private static String name(UploadedFile file) {
        var name = file.name().isBlank() ? "file" : file.name();
        var length = name.codePointCount(0, name.length());
        return length <= MOST_CHARACTERS ? name : name.substring(name.offsetByCodePoints(0, length - MOST_CHARACTERS));
    }
}
