package leadhub.forms.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what type a file is. Its content and its name have to agree, whatever its sender's browser says; programs are no
 * attachments. Nothing is parsed: a few bytes at its beginning tell.
 */
final class FileTypes {
    /** What systems run when it is opened, by how its name ends. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?is).*\\.(exe|dll|com|scr|pif|cpl|msi|msp|msix|appx|bat|cmd|ps1"
                    + "|psm1|vbs?|vbe|jse?|mjs|wsf|wsh|hta|lnk|url|reg|jar|apk|app|dmg|pkg|deb|rpm|sh|bash|command|desktop|iso|img)");

    private static final Set<String> PROGRAMS = Set.of(
            "application/x-msdownload",
            "application/x-dosexec",
            "application/x-executable",
            "application/x-elf",
            "application/x-sharedlib",
            "application/x-object",
            "application/x-mach-o",
            "application/x-ms-shortcut",
            "application/java-archive",
            "application/x-sh",
            "application/x-bat");

    private FileTypes() {}

    /** Read when the first file comes, for most servers see none. */
    private static final class Known {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }

    /** Its type; empty where its content is another than its name says, and for a program. */
    static Optional<String> of(FileSource file) {
        var byContent = byContent(file);
        var byName = byName(file.name());
        if (isProgram(byContent)
                || isProgram(byName)
                || PROGRAM.matcher(file.name()).matches()) {
            return Optional.empty();
        }
        return agreed(byContent, byName).map(MediaType::toString);
    }

    /** How names of files of that type end usually; "" where that isn't known. */
    static String ending(String type) {
        try {
            return type.equals(KeptFile.TYPE) ? "" : Known.TYPES.forName(type).getExtension();
        } catch (MimeTypeException e) {
            return "";
        }
    }

    /** The more exact one of two that don't contradict each other. */
    private static Optional<MediaType> agreed(MediaType byContent, MediaType byName) {
        var registry = Known.TYPES.getMediaTypeRegistry();
        if (byName.equals(MediaType.OCTET_STREAM)) {
            return Optional.of(byContent);
        }
        if (byContent.equals(MediaType.OCTET_STREAM)) {
            return isKnownByContent(byName) ? Optional.empty() : Optional.of(byName);
        }
        if (registry.isInstanceOf(byName, byContent)) {
            return Optional.of(byName);
        }
        return registry.isInstanceOf(byContent, byName) ? Optional.of(byContent) : Optional.empty();
    }

    /** Whether a file of that type would have been known for one. */
    private static boolean isKnownByContent(MediaType type) {
        try {
            return type.getType().equals("text")
                    || Known.TYPES.forName(type.toString()).hasMagic();
        } catch (MimeTypeException e) {
            return false;
        }
    }

    private static boolean isProgram(MediaType type) {
        var registry = Known.TYPES.getMediaTypeRegistry();
        for (var one = type; one != null; one = registry.getSupertype(one)) {
            if (PROGRAMS.contains(one.getBaseType().toString())) {
                return true;
            }
        }
        return false;
    }

    private static MediaType byContent(FileSource file) {
        try (InputStream in = new BufferedInputStream(file.open())) {
            return normal(Known.TYPES.detect(in, new Metadata()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaType byName(String name) {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try {
            return normal(Known.TYPES.detect(null, metadata));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaType normal(MediaType type) {
        return Known.TYPES.getMediaTypeRegistry().normalize(type.getBaseType());
    }
}
