package leadhub.web.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Unicode;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.springframework.stereotype.Component;

/**
 * Reads multipart forms with files, which go to disk as they come.
 *
 * <p>Limits: the route's ({@link UploadLimits}), two minutes in all, 2,000 parts, 4 KiB of headers a part, the memory of
 * bodies for what isn't a file, and {@link UploadDisk}.
 */
@Component
public final class Uploads {
    private static final String MULTIPART = "multipart/form-data";
    private static final int PIECE = 8 * 1024;
    private static final int MOST_NAME = 255;
    /** Of all parts together, beside what the route's fields may have. */
    private static final int MOST_HEADERS = 256 * 1024;

    private final UploadDisk disk;
    private final LargeUploadDisk largeDisk;
    private final BodyMemory memory;

    Uploads(UploadDisk disk, LargeUploadDisk largeDisk, BodyMemory memory) {
        this.disk = disk;
        this.largeDisk = largeDisk;
        this.memory = memory;
    }

    /** Whether a content type names such a form. */
    public static boolean isMultipart(String contentType) {
        return contentType.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
    }

    /** Reads a form; whoever closes it deletes its files. */
    public Upload read(HttpServletRequest request, UploadLimits limits) {
        var type = request.getContentType();
        if (type == null || !isMultipart(type)) {
            throw new Problem.UnsupportedMediaType(Refusal.of("body.media_type")).exception();
        }
        if (request.getContentLengthLong() > limits.bytes()) {
            throw new Problem.TooLarge().exception();
        }
        var open = OpenRequest.current();
        if (open != null) {
            open.await(Sender.of(request));
        }
        var upload = new Upload(limits.isLarge() ? largeDisk : disk);
        try {
            new Reading(upload, limits, memory.part(request)).read(request);
            return upload;
        } catch (IOException e) {
            upload.close();
            throw RequestBody.brokenOff(e, open);
        } catch (InvalidFileNameException | IllegalArgumentException | IllegalStateException e) {
            // How the parser says that a part's headers are none.
            upload.close();
            throw new Problem.BadRequest(Refusal.of("body.multipart")).exception();
        } catch (RuntimeException e) {
            upload.close();
            throw e;
        } finally {
            if (open != null) {
                open.resume();
            }
        }
    }

    /** One form on its way in. */
    private final class Reading {
        private final Upload upload;
        private final UploadLimits limits;
        private final BodyMemory.Part part;
        private int fieldBytes;

        Reading(Upload upload, UploadLimits limits, BodyMemory.Part part) {
            this.upload = upload;
            this.limits = limits;
            this.part = part;
        }

        void read(HttpServletRequest request) throws IOException {
            var parser = new FormParser();
            var boundary = "--" + parser.boundary(request.getContentType());
            var parts = parser.getItemIterator(bounded(request));
            while (parts.hasNext()) {
                var item = parts.next();
                if (item.getFieldName() == null) {
                    continue;
                }
                wrap((boundary + "\r\n" + parser.lastHeaders()).getBytes(StandardCharsets.UTF_8));
                if (item.isFormField()) {
                    field(item);
                } else {
                    file(item);
                }
                upload.wrap("\r\n");
            }
            upload.wrap(boundary + "--\r\n");
        }

        private void wrap(byte[] bytes) {
            if (upload.wrap(bytes) > limits.fieldBytes() + MOST_HEADERS) {
                throw new Problem.TooLarge().exception();
            }
            hold(0);
        }

        private void field(FileItemStream item) throws IOException {
            // Names are held too, and each bracket makes an object.
            hold(FormBody.weight(item.getFieldName()));
            var text = new ByteArrayOutputStream();
            try (var in = item.openStream()) {
                var piece = new byte[PIECE];
                for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                    hold(read);
                    text.write(piece, 0, read);
                }
            }
            upload.wrap(text.toByteArray());
            FormBody.put(upload.fields(), item.getFieldName(), RequestBody.text(text.toByteArray()));
        }

        private void hold(int bytes) {
            fieldBytes += bytes;
            if (fieldBytes > limits.fieldBytes()) {
                throw new Problem.TooLarge().exception();
            }
            part.growTo((long) RequestBody.WEIGHT * fieldBytes + upload.wrap(new byte[0]));
        }

        private void file(FileItemStream item) throws IOException {
            var name = name(item);
            try (var in = item.openStream()) {
                var piece = new byte[PIECE];
                var read = in.read(piece);
                if (read < 0 && name.isEmpty()) {
                    // What a browser sends where no file was chosen.
                    return;
                }
                if (upload.count() == limits.files()) {
                    throw new Problem.TooLarge().exception();
                }
                var file = upload.add(item.getFieldName(), name, item.getContentType());
                for (; read >= 0; read = in.read(piece)) {
                    if (file.size() + read > limits.fileBytes()) {
                        throw new Problem.TooLarge().exception();
                    }
                    file.append(piece, read);
                }
            }
        }

        private static String name(FileItemStream item) {
            var sent = item.getName() == null ? "" : item.getName();
            var name = Unicode.nfc(sent.substring(1 + Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\'))))
                    .replaceAll("[\\p{Cc}\\p{Cf}]", "");
            name = name.substring(0, saved(name));
            if (name.length() <= MOST_NAME) {
                return name;
            }
            var begin = name.length() - MOST_NAME;
            return name.substring(Character.isLowSurrogate(name.charAt(begin)) ? begin + 1 : begin);
        }

        /** How much of a name is left when Windows has saved a file under it, without points and blanks at the end. */
        private static int saved(String name) {
            var end = name.length();
            while (end > 0 && (name.charAt(end - 1) == '.' || Character.isSpaceChar(name.charAt(end - 1)))) {
                end--;
            }
            return end;
        }

        private UploadContext bounded(HttpServletRequest request) {
            return new ServletRequestContext(request) {
                @Override
                public String getCharacterEncoding() {
                    return "UTF-8";
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    return new Bounded(super.getInputStream(), limits);
                }
            };
        }
    }

    /** Ends a body that is too long or takes too long, whatever was declared. */
    private static final class Bounded extends FilterInputStream {
        private final long begin = System.nanoTime();
        private final UploadLimits limits;
        private long received;

        Bounded(InputStream in, UploadLimits limits) {
            super(in);
            this.limits = limits;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var read = super.read(bytes, from, length);
            received += Math.max(0, read);
            if (received > limits.bytes()) {
                throw new Problem.TooLarge().exception();
            }
            if (System.nanoTime() - begin > limits.deadline(received).toNanos()) {
                throw new Problem.TooSlow().exception();
            }
            return read;
        }
    }
}
