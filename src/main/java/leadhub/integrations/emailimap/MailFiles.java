package leadhub.integrations.emailimap;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.received.IncomingEmail.Attachment;
import leadhub.emails.received.IncomingEmail.Unkept;
import leadhub.emails.received.ReceivedFiles;
import leadhub.forms.files.FileSource;
import leadhub.forms.files.StoredFiles;
import org.springframework.stereotype.Component;

/** Keeps the files of a message that a person wrote, one after the other, before the ledger has it. Of others the names are kept. */
@Component
class MailFiles {
    private final ReceivedFiles files;

    MailFiles(ReceivedFiles files) {
        this.files = files;
    }

    /** The message with what became of its files. */
    IncomingEmail keep(long workspaceId, MailReader.Mail mail) {
        var email = mail.email();
        if (email.automatic() != null || mail.files().isEmpty()) {
            return email;
        }
        return email.with(kept(workspaceId, mail));
    }

    private List<Attachment> kept(long workspaceId, MailReader.Mail mail) {
        var kept = new ArrayList<Attachment>();
        var hasRoom = files.hasRoom(workspaceId);
        var count = 0;
        var together = 0L;
        for (var i = 0; i < mail.files().size(); i++) {
            var named = mail.email().attachments().get(i);
            if (mail.isCut() && i == mail.files().size() - 1) {
                kept.add(named.unkept(Unkept.TOO_LARGE));
            } else if (!hasRoom || count == StoredFiles.MOST_FILES || together > StoredFiles.MOST_TOGETHER) {
                kept.add(named.unkept(Unkept.TOO_MANY));
            } else {
                var one = kept(workspaceId, named, mail.files().get(i));
                kept.add(one);
                count += one.fileId() == null ? 0 : 1;
                together += one.size();
            }
        }
        return kept;
    }

    /** A part that can't be read is something else than it says. */
    private Attachment kept(long workspaceId, Attachment named, Part part) {
        long size;
        try (var stream = part.getInputStream()) {
            size = stream.transferTo(OutputStream.nullOutputStream());
        } catch (MessagingException | IOException e) {
            return named.unkept(Unkept.FORBIDDEN);
        }
        return files.write(workspaceId, named, new Attached(named.name(), size, part));
    }

    /** A file that is decoded each time that it is read, and never held. */
    private record Attached(String name, long size, Part part) implements FileSource {
        @Override
        public InputStream open() {
            try {
                return part.getInputStream();
            } catch (MessagingException e) {
                throw new UncheckedIOException(new IOException(e));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** In the transaction that writes the message down. */
    void keep(long workspaceId, IncomingEmail email) {
        files.keep(workspaceId, email);
    }
}
