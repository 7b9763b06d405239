# /categories: admins see and change what content is reported as.

report-category-gone = This category is no longer offered. Please choose again. Everything you sent is kept.
