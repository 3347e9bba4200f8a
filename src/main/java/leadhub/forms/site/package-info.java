/** Forms as strangers meet them: on a page of ours, in a frame, and in pages of others. */
@NullMarked
package leadhub.forms.site;

import org.jspecify.annotations.NullMarked;
