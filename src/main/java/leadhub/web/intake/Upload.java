package leadhub.web.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a multipart form held: its fields, and its files until it is closed. */
public final class Upload implements AutoCloseable {
    private final ObjectNode fields = Json.MAPPER.createObjectNode();
    private final List<UploadedFile> files = new ArrayList<>();
    private final ByteArrayOutputStream envelope = new ByteArrayOutputStream();
    private final TemporaryFiles contents;

    Upload(UploadDisk disk) {
        this.contents = disk.files();
    }

    /** Fields as a form's are: {@code tags[]} is a list. */
    public ObjectNode fields() {
        return fields;
    }

    /** In the order in which they came. */
    public List<UploadedFile> files() {
        return List.copyOf(files);
    }

    /** The form as it came but for what is in its files; a multipart body still, under the same content type. */
    public byte[] envelope() {
        return envelope.toByteArray();
    }

    /** Bytes that are the same for no other form: the envelope, and a hash of each file. */
    public byte[] identity() {
        var identity = new ByteArrayOutputStream();
        identity.writeBytes(envelope());
        files.forEach(file -> identity.writeBytes(hash(file)));
        return identity.toByteArray();
    }

    private static byte[] hash(UploadedFile file) {
        try (InputStream in = file.open()) {
            var hash = MessageDigest.getInstance("SHA-256");
            var piece = new byte[64 * 1024];
            for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                hash.update(piece, 0, read);
            }
            return hash.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds to the envelope; how long it is then, in bytes. */
    int wrap(byte[] bytes) {
        envelope.writeBytes(bytes);
        return envelope.size();
    }

    int wrap(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One more, which is empty. */
    UploadedFile add(String field, String name, @Nullable String contentType) {
        var file = new UploadedFile(field, name, contentType, contents.create());
        files.add(file);
        return file;
    }

    int count() {
        return files.size();
    }

    /** Deletes all files, even if one of them fails. */
    @Override
    public void close() {
        files.clear();
        contents.close();
    }
}
