/*
 * Channels are written as in the plan in English, as people say them in Chinese.
 */
#include "cmd/rt-schedule/spoken.h"

#include "common/value/lang.h"

const char *
spoken_channel(enum channel c)
{
	static const char *const chinese[CHANNELS] = {
		[VISIT] = "上门", [CALL] = "电话", [APP] = "应用", [SMS] = "短信",
		[EMAIL] = "邮件",
	};

	return phrase(channel_name(c), chinese[c]);
}

const char *
spoken_record(void)
{
	return phrase("Record the contact", "记录本次联系");
}
