package leadhub.forms.files;

import leadhub.forms.fields.FileValue;
import leadhub.web.intake.UploadedFile;

/**
 * A file on its way in, for a field of the form.
 *
 * @param type by its content and its name
 */
public record SentFile(UploadedFile file, String type, FileValue value) {}
