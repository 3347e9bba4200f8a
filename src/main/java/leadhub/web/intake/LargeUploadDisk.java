package leadhub.web.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import leadhub.base.settings.Settings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where files of large uploads lie, such as imports: beside the files that are kept, for a folder of temporary files may be
 * memory, and with a budget of its own ({@code leadhub.large-upload-disk} in MiB), so that none of them keeps out the forms.
 */
@Component
class LargeUploadDisk extends UploadDisk {
    private final Path folder;

    LargeUploadDisk(Settings settings, @Value("${leadhub.large-upload-disk:1024}") int mebibytes) {
        super(settings.data().resolve("uploads").toString(), mebibytes);
        this.folder = settings.data().resolve("uploads");
    }

    @Override
    FileChannel open() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw full(e);
        }
        return super.open();
    }
}
