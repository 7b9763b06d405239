# Case files for authorities: the card, notices to the lead, the summary inside the file.

verb-case_file = Case file

case_file-ordered = 📦 The case file is being made. You get it here in a moment.
case_file-caption = Case file { $number }. Signed; check it with “jubao verify”. Save it now: it leaves this chat in { $minutes } minutes.
case_file-sealed = It is encrypted for the authority: only their key opens it.
case_file-no_pdf = It has a text summary but no PDF: this machine has no Chinese font (fonts-noto-cjk).
case_file-not_referred = There is a case file only once the case was referred.
case_file-waits = The case file is being made already. Please wait a moment.

notice-case_file_too_large = The case file of { $number } is over 49 MB, too large for this chat. Ask the operator to run: jubao case-file { $number } --out FILE
notice-case_file_uncertain = I do not know whether the case file of { $number } arrived. Look in this chat; if it is not here, tap “Case file”.
notice-case_file_failed = I could not make the case file of { $number }. Please tap “Case file” to try again. If it happens again, tell the operator.
notice-case_file_not_removed = I could not remove the case file of { $number } from this chat. Please delete it yourself.

## The summary inside the file

case_file-title = Case file { $number }
case_file-section-case = Case
case_file-section-referral = Referral
case_file-section-addresses = Reported addresses
case_file-section-finding = Finding
case_file-section-evidence = Evidence
case_file-section-reporters = Reporters
case_file-section-held = Who held the case
case_file-section-verify = How to verify this file
case_file-label-number = Number
case_file-label-category = Category
case_file-label-office = Office
case_file-label-phone = Phone
case_file-label-opened = Received
case_file-label-accepted = Accepted
case_file-label-made = File made
case_file-label-authority = Referred to
case_file-label-addressed = Addressed to
case_file-label-rule = Rule
case_file-label-sent = Sent along
case_file-label-referred = Referred on
case_file-label-by = Referred by
case_file-label-facts = Facts
case_file-label-decided = Decided
case_file-label-original = SHA-256 as received
case_file-label-key = Public key
case_file-form-as_received = as received
case_file-form-without_metadata = copy without metadata
case_file-form-held_back = not enclosed: it may name the reporter
case_file-form-missing = not enclosed: the file is gone
case_file-closed = Closed category: addresses only, no evidence.
case_file-places_in_words = Places described in words, not enclosed: { $count }. The words may name the reporter. The office can be asked.
case_file-no_reporters = Who reported is not in this file. The office can be asked.
case_file-with_reporters = Sent along with a custodian's approval:
case_file-until_now = now
case_file-verify = All files are listed with their SHA-256 in manifest-sha256.txt; signature.json signs that list with Ed25519. “jubao verify FILE --key KEY” checks all of it. Compare the key with the one that the office publishes: a key in a file proves nothing by itself.

## The reporter's signed receipt

button-signed-receipt = Signed receipt
signed_receipt-title = Receipt of a report; its query code ends with { $tail }
signed_receipt-received = Received by { $unit } at { $at }
signed_receipt-category = Category: { $category }
signed_receipt-counts =
    { $addresses ->
        [one] 1 address
       *[other] { $addresses } addresses
    }, { $files ->
        [one] 1 file
       *[other] { $files } files
    }; their SHA-256 are below
signed_receipt-pending =
    { $count ->
        [one] 1 more file was still being stored
       *[other] { $count } more files were still being stored
    }
signed_receipt-verify = Check it with “jubao verify FILE --key { $public }”
signed_receipt-explained = This file proves that the office received your report, and when. It does not say who you are. Keep it where only you can see it. The office can check it for you, or you can, with the command: jubao verify FILE

## What the authority answers

verb-authority_answer = Answer of the authority
staff-authority-answer = Answer of the authority
authority_answer-receipt-ask = What is the number and the day of the authority's receipt? Skip it if there is none.
authority_answer-reply-ask = What did the authority answer? Nothing is sent by this. “Tell reporter” will offer your words, so write what the reporter may read.
refusal-not-referred = This works only while a case is with an authority.
